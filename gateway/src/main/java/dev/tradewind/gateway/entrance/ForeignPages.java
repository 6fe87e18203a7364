package dev.tradewind.gateway.entrance;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// The pages of other origins that may use the interface, with their users' cookies: those listed and, by default,
/// none.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class ForeignPages implements WebFilter {

    private final Set<String> origins;
    private final CorsWebFilter cors;

    ForeignPages(@Value("${tradewind.gateway.cors-origins:}") List<String> origins) {
        this.origins =
                origins.stream().map(String::strip).filter(it -> !it.isEmpty()).collect(Collectors.toSet());
        if (this.origins.contains(CorsConfiguration.ALL)) {
            throw new IllegalArgumentException("cors-origins: * (expected: origins, because credentials are allowed)");
        }
        var rules = new CorsConfiguration();
        rules.setAllowedOrigins(List.copyOf(this.origins));
        rules.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        rules.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        rules.setExposedHeaders(List.of(
                "ETag", "Location", "Retry-After", "X-Request-Id", "Idempotent-Replayed", "Preference-Applied"));
        rules.setAllowCredentials(true);
        rules.setMaxAge(Duration.ofHours(1));
        this.cors = new CorsWebFilter(_ -> rules);
    }

    boolean mayAsk(String origin) {
        return origins.contains(origin);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var origin = exchange.getRequest().getHeaders().getOrigin();
        // Without a word about the origin the browser keeps the answer from a page that is not listed.
        return origin != null && mayAsk(origin) ? cors.filter(exchange, chain) : chain.filter(exchange);
    }
}
