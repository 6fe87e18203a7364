package dev.tradewind.gateway.limits;

import dev.tradewind.gateway.entrance.ClientAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// How many may listen from one address at once. They ask once and stay, so counting requests would not find them.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
class ListenerLimit implements WebFilter {

    private static final List<String> PATHS = List.of("/ws", "/api/stream", "/api/updates");
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Map<String, Integer> listening = new ConcurrentHashMap<>();
    private final TooMany tooMany;
    private final int most;

    /// @param most also of all who share an address, as in an office
    ListenerLimit(TooMany tooMany, @Value("${tradewind.gateway.limits.listeners-per-address:1000}") int most) {
        this.tooMany = tooMany;
        this.most = most;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!PATHS.contains(exchange.getRequest().getPath().value())) {
            return chain.filter(exchange);
        }
        var address = ClientAddress.of(exchange);
        if (listening.merge(address, 1, Integer::sum) > most) {
            leave(address);
            return tooMany.refuse(exchange, "listeners", SOON);
        }
        return chain.filter(exchange).doFinally(_ -> leave(address));
    }

    private void leave(String address) {
        listening.computeIfPresent(address, (_, known) -> known == 1 ? null : known - 1);
    }
}
