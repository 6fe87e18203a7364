package dev.tradewind.gateway.entrance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Lets no header in that a service might take for the gateway's word, gives every request a name and a trace, and
/// tells the services where it comes from.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TrustedHeaders implements WebFilter {

    static final String REQUEST_ID = "X-Request-Id";

    private static final List<String> OURS =
            List.of("x-user-", "x-forwarded-", "forwarded", "x-real-ip", "x-original-");
    private static final int MAX_LENGTH = 64;

    private final ClientAddress addresses;

    TrustedHeaders(ClientAddress addresses) {
        this.addresses = addresses;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var trace = Trace.of(exchange);
        var received = exchange.getRequest().getHeaders();
        var requestId = requestId(received.getFirst(REQUEST_ID), trace);
        var forged = forged(received);
        var overTls = isOverTls(exchange.getRequest());
        var address = addresses.remember(exchange);
        var request = exchange.getRequest()
                .mutate()
                .headers(headers -> {
                    forged.forEach(headers::remove);
                    headers.set(REQUEST_ID, requestId);
                    headers.set("traceparent", trace.traceparent());
                    headers.set("X-Forwarded-For", address);
                    headers.set("X-Forwarded-Proto", overTls ? "https" : "http");
                })
                .build();
        exchange.getResponse().beforeCommit(() -> {
            var headers = exchange.getResponse().getHeaders();
            headers.set(REQUEST_ID, requestId);
            SafeHeaders.write(headers, overTls);
            return Mono.empty();
        });
        return chain.filter(exchange.mutate().request(request).build());
    }

    private boolean isOverTls(ServerHttpRequest request) {
        return addresses.cameThroughAProxy(request)
                ? "https".equals(request.getHeaders().getFirst("X-Forwarded-Proto"))
                : request.getSslInfo() != null;
    }

    private static List<String> forged(HttpHeaders headers) {
        var forged = new ArrayList<String>();
        for (var name : headers.headerNames()) {
            var lower = name.toLowerCase(Locale.ROOT);
            if (OURS.stream().anyMatch(lower::startsWith)) {
                forged.add(name);
            }
        }
        return forged;
    }

    /// The caller's own name for the request, unless it could do harm in a log.
    private static String requestId(@Nullable String theirs, Trace trace) {
        if (theirs == null || theirs.isEmpty() || theirs.length() > MAX_LENGTH) {
            return trace.traceId();
        }
        return theirs.chars().allMatch(TrustedHeaders::isPlain) ? theirs : trace.traceId();
    }

    private static boolean isPlain(int character) {
        return character < 128 && (Character.isLetterOrDigit(character) || "-_.:".indexOf(character) >= 0);
    }
}
