package dev.tradewind.notification.mailing;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// Hands mails to SendGrid's HTTP API, version 3.
final class SendGridTransport implements Transport {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(10);

    /// About this mail, and not about our account or the moment.
    private static final Set<Integer> FOR_GOOD = Set.of(400, 413);

    private final RestClient http;

    record Request(
            List<Personalization> personalizations,
            Address from,
            String subject,
            List<Content> content,
            Map<String, String> headers) {}

    record Personalization(List<Address> to) {}

    record Address(String email, String name) {}

    record Content(String type, String value) {}

    SendGridTransport(MailingProperties.SendGrid settings) {
        if (settings.apiKey().isBlank()) {
            throw new IllegalStateException("tradewind.mailing.sendgrid.api-key (expected: the key of your account)");
        }
        var requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECT).build());
        requests.setReadTimeout(READ);
        this.http = RestClient.builder()
                .requestFactory(requests)
                .baseUrl(settings.apiBase())
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + settings.apiKey())
                .build();
    }

    @Override
    public String send(Mail mail) {
        try {
            var accepted = http.post()
                    .uri("/v3/mail/send")
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(request(mail))
                    .retrieve()
                    .toBodilessEntity();
            return Objects.requireNonNullElse(accepted.getHeaders().getFirst("X-Message-Id"), mail.messageId());
        } catch (HttpClientErrorException answered) {
            var status = answered.getStatusCode().value();
            var said = "SendGrid answers " + status + ".";
            if (FOR_GOOD.contains(status)) {
                throw new Refused(said);
            }
            throw new Failed(said, answered);
        } catch (RestClientException failed) {
            throw new Failed("SendGrid: " + failed.getMessage(), failed);
        }
    }

    private static Request request(Mail mail) {
        var headers = new TreeMap<>(Map.of("Message-ID", mail.messageId(), "Auto-Submitted", "auto-generated"));
        if (mail.unsubscribe() != null) {
            headers.put("List-Unsubscribe", "<" + mail.unsubscribe() + ">");
            headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        return new Request(
                List.of(new Personalization(
                        List.of(new Address(mail.to().email(), mail.to().name())))),
                new Address(mail.from(), mail.sender()),
                mail.letter().subject(),
                List.of(
                        new Content("text/plain", mail.letter().text()),
                        new Content("text/html", mail.letter().html())),
                headers);
    }
}
