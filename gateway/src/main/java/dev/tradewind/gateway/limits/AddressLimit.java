package dev.tradewind.gateway.limits;

import dev.tradewind.gateway.entrance.ClientAddress;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Before any token is looked at, because looking at bad tokens costs as well.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class AddressLimit implements WebFilter {

    private final Buckets buckets;
    private final TooMany tooMany;

    AddressLimit(Buckets buckets, TooMany tooMany) {
        this.buckets = buckets;
        this.tooMany = tooMany;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var wait = buckets.requestFrom(ClientAddress.of(exchange));
        return wait.isZero() ? chain.filter(exchange) : tooMany.refuse(exchange, "address", wait);
    }
}
