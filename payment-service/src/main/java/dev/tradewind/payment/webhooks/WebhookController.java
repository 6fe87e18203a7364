package dev.tradewind.payment.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tradewind.payment.domain.WebhookReader;
import dev.tradewind.web.OpenRoutes;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Open to anybody, because providers have no tokens: the signature over the raw body says who is calling.
@RestController
@RequestMapping("/api/webhooks/payments")
class WebhookController {

    private final Map<String, WebhookReader> readers;
    private final WebhookInbox inbox;
    private final MeterRegistry meters;

    WebhookController(List<WebhookReader> readers, WebhookInbox inbox, MeterRegistry meters) {
        this.readers =
                readers.stream().collect(Collectors.toUnmodifiableMap(WebhookReader::provider, Function.identity()));
        this.inbox = inbox;
        this.meters = meters;
    }

    @Bean
    static OpenRoutes webhookRoutes() {
        return OpenRoutes.posting("/api/webhooks/payments/*");
    }

    /// Answers 200 also to what it has heard before or does not understand, or the provider would repeat it for
    /// days.
    @PostMapping("/{provider}")
    void hear(
            @PathVariable String provider,
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestHeader HttpHeaders headers) {
        var reader = readers.get(provider);
        if (reader == null) {
            throw new UnknownProvider();
        }
        var raw = new String(Objects.requireNonNullElse(body, new byte[0]), UTF_8);
        var outcome = inbox.take(provider, reader.read(raw, headers::getFirst));
        meters.counter("tradewind.payment.webhooks", "provider", provider, "outcome", outcome.name())
                .increment();
    }
}
