package dev.tradewind.gateway.limits;

import java.security.Principal;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Right after the token has been verified.
@Component
@Order(-90)
class AccountLimit implements WebFilter {

    private static final String ORDERS = "/api/orders";
    private static final String NOBODY = "";

    private final Buckets buckets;
    private final TooMany tooMany;

    AccountLimit(Buckets buckets, TooMany tooMany) {
        this.buckets = buckets;
        this.tooMany = tooMany;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getPrincipal()
                .map(Principal::getName)
                .defaultIfEmpty(NOBODY)
                .flatMap(account -> account.isEmpty() ? chain.filter(exchange) : admit(account, exchange, chain));
    }

    private Mono<Void> admit(String account, ServerWebExchange exchange, WebFilterChain chain) {
        var wait = buckets.request(account);
        if (!wait.isZero()) {
            return tooMany.refuse(exchange, "account", wait);
        }
        var waitToOrder = isOrder(exchange) ? buckets.order(account) : wait;
        return waitToOrder.isZero() ? chain.filter(exchange) : tooMany.refuse(exchange, "orders", waitToOrder);
    }

    static boolean isOrder(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        return HttpMethod.POST.equals(request.getMethod())
                && request.getPath().value().equals(ORDERS);
    }
}
