package dev.tradewind.gateway.docs;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One document of what all services say they offer, asked of all at once and kept for a minute.
@Component
class MergedDocument {

    private static final Logger log = LoggerFactory.getLogger(MergedDocument.class);
    private static final List<String> SERVICES = List.of(
            "auth-service",
            "catalog-service",
            "inventory-service",
            "order-service",
            "payment-service",
            "search-service",
            "notification-service");
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration KEPT = Duration.ofSeconds(60);
    private static final Duration KEPT_WITH_GAPS = Duration.ofSeconds(5);
    private static final int LARGEST = 4 * 1024 * 1024;

    private final DiscoveryClient discovery;
    private final JsonMapper json;
    private final WebClient client = WebClient.builder()
            .codecs(it -> it.defaultCodecs().maxInMemorySize(LARGEST))
            .build();
    private final Mono<ObjectNode> merged;

    MergedDocument(DiscoveryClient discovery, JsonMapper json) {
        this.discovery = discovery;
        this.json = json;
        this.merged = Mono.defer(this::merge)
                .cache(it -> it.has(Merge.MISSING) ? KEPT_WITH_GAPS : KEPT, _ -> Duration.ZERO, () -> Duration.ZERO);
    }

    Mono<JsonNode> get() {
        return merged.map(JsonNode.class::cast);
    }

    private record Offer(String service, JsonNode document) {}

    private Mono<ObjectNode> merge() {
        return Flux.fromIterable(SERVICES)
                .flatMapSequential(this::offer, SERVICES.size())
                .collectList()
                .map(this::merge);
    }

    private ObjectNode merge(List<Offer> offers) {
        var merge = new Merge(json);
        offers.forEach(it -> merge.add(it.service(), it.document()));
        return merge.result();
    }

    /// Without a document when the service does not answer: the others are worth showing.
    private Mono<Offer> offer(String service) {
        var instances = discovery.getInstances(service);
        var missing = new Offer(service, json.missingNode());
        if (instances.isEmpty()) {
            return Mono.just(missing);
        }
        return client.get()
                .uri(instances.getFirst().getUri().resolve("/v3/api-docs"))
                .retrieve()
                .bodyToMono(byte[].class)
                .map(it -> new Offer(service, json.readTree(it)))
                .timeout(PATIENCE)
                .doOnError(why -> log.atWarn()
                        .addKeyValue("service", service)
                        .addKeyValue("cause", why.toString())
                        .log("A service does not say what it offers"))
                .onErrorReturn(missing);
    }
}
