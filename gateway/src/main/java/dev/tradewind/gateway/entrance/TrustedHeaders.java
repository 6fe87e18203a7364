package dev.tradewind.gateway.entrance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Lets no header in that a service might take for the gateway's word, and gives every request a name and a trace.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TrustedHeaders implements WebFilter {

    static final String REQUEST_ID = "X-Request-Id";

    private static final List<String> OURS =
            List.of("x-user-", "x-forwarded-", "forwarded", "x-real-ip", "x-original-");
    private static final int MAX_LENGTH = 64;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var trace = Trace.of(exchange);
        var received = exchange.getRequest().getHeaders();
        var requestId = requestId(received.getFirst(REQUEST_ID), trace);
        var forged = forged(received);
        var request = exchange.getRequest()
                .mutate()
                .headers(headers -> {
                    forged.forEach(headers::remove);
                    headers.set(REQUEST_ID, requestId);
                    headers.set("traceparent", trace.traceparent());
                })
                .build();
        exchange.getResponse().beforeCommit(() -> {
            exchange.getResponse().getHeaders().set(REQUEST_ID, requestId);
            return Mono.empty();
        });
        return chain.filter(exchange.mutate().request(request).build());
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
