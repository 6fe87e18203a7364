package dev.tradewind.gateway.limits;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// More orders than can be taken are refused at the door, where it costs least: one that waits until its client has
/// given up is work for nothing, and keeps those from being answered who came first.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
class OverloadLimit implements WebFilter {

    private static final Duration BURST = Duration.ofSeconds(1);
    private static final int LATEST_SECONDS = 3;

    private final Crowd crowd;
    private final TooMany tooMany;

    /// @param most orders without an answer, of everybody together
    OverloadLimit(TooMany tooMany, @Value("${tradewind.gateway.limits.orders-underway:256}") int most) {
        this.crowd = new Crowd(most, BURST);
        this.tooMany = tooMany;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!AccountLimit.isOrder(exchange)) {
            return chain.filter(exchange);
        }
        // How long one takes who asked to wait for the end of the order tells nothing.
        if (exchange.getRequest().getHeaders().containsHeader("Prefer")) {
            return crowd.isFull(System.nanoTime()) ? refuse(exchange) : chain.filter(exchange);
        }
        return crowd.enter(System.nanoTime()) ? chain.filter(exchange).doFinally(_ -> crowd.leave()) : refuse(exchange);
    }

    /// Not all of them at the same moment again.
    private Mono<Void> refuse(ServerWebExchange exchange) {
        var wait = Duration.ofSeconds(1 + ThreadLocalRandom.current().nextInt(LATEST_SECONDS));
        return tooMany.refuse(
                exchange, "overload", wait, "More orders came than can be taken soon. This one was not looked at.");
    }
}
