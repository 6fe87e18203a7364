package dev.tradewind.gateway.entrance;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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

    private final Problems problems;
    private final Set<String> origins;
    private final CorsWebFilter cors;

    ForeignPages(Problems problems, @Value("${tradewind.gateway.cors-origins:}") List<String> origins) {
        this.problems = problems;
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

    /// Whether a page of ours asks, or one that is listed.
    boolean areOurs(HttpHeaders headers) {
        var origin = headers.getOrigin();
        var host = headers.getFirst(HttpHeaders.HOST);
        return origin != null && host != null && (host.equalsIgnoreCase(authority(origin)) || mayAsk(origin));
    }

    private boolean mayAsk(String origin) {
        return origins.contains(origin);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var headers = exchange.getRequest().getHeaders();
        var origin = headers.getOrigin();
        // The rules that keep answers from foreign pages do not hold for WebSockets.
        if (origin != null && "websocket".equalsIgnoreCase(headers.getUpgrade()) && !areOurs(headers)) {
            return problems.write(
                    exchange, HttpStatus.FORBIDDEN, "foreign-origin", "Pages of this origin may not connect.");
        }
        // Without a word about the origin the browser keeps the answer from a page that is not listed.
        return origin != null && mayAsk(origin) ? cors.filter(exchange, chain) : chain.filter(exchange);
    }

    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getRawAuthority();
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
