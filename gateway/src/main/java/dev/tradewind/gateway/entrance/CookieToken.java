package dev.tradewind.gateway.entrance;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Turns the cookie of a browser into the token it holds.
///
/// Browsers send cookies whoever asks them to, so whatever changes something must come from our own pages: with
/// their `Origin`, and with a header that no foreign form can set.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class CookieToken implements WebFilter {

    private static final List<String> NAMES = List.of("__Host-tradewind_access", "tradewind_access");
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String ACCOUNTS = "/api/auth/";
    /// Who signs in is nobody yet, and who follows the link in a mail is who the link says.
    private static final List<String> WITHOUT = List.of(
            "/api/auth/login", "/api/auth/register", "/api/auth/refresh", "/api/auth/sso/", "/api/unsubscribe/");

    private final Problems problems;
    private final ForeignPages pages;

    CookieToken(Problems problems, ForeignPages pages) {
        this.problems = problems;
        this.pages = pages;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        if (!request.getHeaders().containsHeader(HttpHeaders.COOKIE)) {
            return chain.filter(exchange);
        }
        var path = request.getPath().value();
        var without = WITHOUT.stream().anyMatch(path::startsWith);
        var token = without || request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION) ? null : token(request);
        if (token != null && !isMeant(request)) {
            return problems.write(
                    exchange,
                    HttpStatus.FORBIDDEN,
                    "foreign-origin",
                    "With a cookie this needs the own Origin and the header X-Requested-With.");
        }
        var changed = request.mutate()
                .headers(headers -> {
                    if (token != null) {
                        headers.setBearerAuth(token);
                    }
                    // The refresh token is auth-service's business alone.
                    if (!path.startsWith(ACCOUNTS)) {
                        headers.remove(HttpHeaders.COOKIE);
                    }
                })
                .build();
        return chain.filter(exchange.mutate().request(changed).build());
    }

    private static @Nullable String token(ServerHttpRequest request) {
        return NAMES.stream()
                .map(it -> request.getCookies().getFirst(it))
                .filter(it -> it != null && !it.getValue().isBlank())
                .map(it -> it.getValue())
                .findFirst()
                .orElse(null);
    }

    /// A page cannot set headers when it opens a WebSocket, so there the origin has to do.
    private boolean isMeant(ServerHttpRequest request) {
        var headers = request.getHeaders();
        if ("websocket".equalsIgnoreCase(headers.getUpgrade())) {
            return pages.areOurs(headers);
        }
        return SAFE.contains(request.getMethod())
                || (headers.containsHeader("X-Requested-With") && pages.areOurs(headers));
    }
}
