package dev.tradewind.gateway.routing;

import java.util.Locale;
import java.util.Set;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/// Keeps back what is meant for the next hop only. Spring Cloud has eight filters for headers, and each copies them
/// all.
final class EndToEndHeaders implements HttpHeadersFilter {

    private static final Set<String> OF_A_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    @Override
    public HttpHeaders filter(HttpHeaders headers, ServerWebExchange exchange) {
        var named = headers.getConnection();
        var kept = new HttpHeaders();
        headers.forEach((name, values) -> {
            if (!OF_A_HOP.contains(name.toLowerCase(Locale.ROOT))
                    && named.stream().noneMatch(name::equalsIgnoreCase)) {
                kept.put(name, values);
            }
        });
        return kept;
    }

    @Override
    public boolean supports(Type type) {
        return true;
    }
}
