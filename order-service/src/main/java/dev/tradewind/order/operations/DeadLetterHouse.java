package dev.tradewind.order.operations;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.JsonNode;

/// The services of the house, asked one by one with the operator's own token.
@Component
class DeadLetterHouse {

    /// @param body null when the service could not be asked
    record Answered(int status, @Nullable JsonNode body, String service) {}

    private static final Logger log = LoggerFactory.getLogger(DeadLetterHouse.class);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(10);

    private final List<String> services;
    private final DiscoveryClient discovery;
    private final RestClient http;

    DeadLetterHouse(
            @Value("${tradewind.order.dead-letters.services:auth-service,catalog-service,inventory-service,"
                            + "payment-service,order-service,notification-service,search-service}")
                    List<String> services,
            DiscoveryClient discovery) {
        this.services = List.copyOf(services);
        this.discovery = discovery;
        var requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECT).build());
        requests.setReadTimeout(READ);
        this.http = RestClient.builder().requestFactory(requests).build();
    }

    List<String> services() {
        return services;
    }

    /// Empty when the service cannot be asked or does not answer properly.
    Optional<JsonNode> list(String service, int limit, @Nullable Long after, String token) {
        var query = "/ops/dead-letters?limit=" + limit + (after == null ? "" : "&after=" + after);
        return ask(
                        service,
                        address -> http.get()
                                .uri(address + query)
                                .header(HttpHeaders.AUTHORIZATION, token)
                                .exchange((_, response) -> new Answered(
                                        response.getStatusCode().value(), response.bodyTo(JsonNode.class), service)))
                .filter(it -> it.status() == 200)
                .map(Answered::body);
    }

    Answered decide(String service, UUID id, String decision, String reason, String token) {
        return ask(
                        service,
                        address -> http.post()
                                .uri(address + "/ops/dead-letters/" + id + "/" + decision)
                                .header(HttpHeaders.AUTHORIZATION, token)
                                .contentType(MediaType.APPLICATION_JSON)
                                .body(Map.of("reason", reason))
                                .exchange((_, response) -> new Answered(
                                        response.getStatusCode().value(), response.bodyTo(JsonNode.class), service)))
                .orElseGet(() -> new Answered(503, null, service));
    }

    private interface Question {

        @Nullable
        Answered ask(String address);
    }

    private Optional<Answered> ask(String service, Question question) {
        var instances = discovery.getInstances(service);
        if (instances.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(
                    question.ask(instances.getFirst().getUri().toString()));
        } catch (RestClientException away) {
            log.atWarn().addKeyValue("service", service).setCause(away).log("A service does not tell its dead letters");
            return Optional.empty();
        }
    }
}
