package dev.tradewind.gateway.delivery;

import java.util.Objects;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.ReactiveLoadBalancerClientFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Brings a request to an instance of its service, in place of Spring Cloud's load balancer and retry filters.
///
/// Those know nothing of each other: a retry may meet the instance that has just refused, and whether a failed POST
/// was sent they cannot tell. Here one place knows who was tried, what was sent and how much time is left.
@Component
class Delivery implements GlobalFilter, Ordered {

    private final Instances instances;
    private final Circuits circuits;

    Delivery(Instances instances, Circuits circuits) {
        this.instances = instances;
        this.circuits = circuits;
    }

    @Override
    public int getOrder() {
        return ReactiveLoadBalancerClientFilter.LOAD_BALANCER_CLIENT_FILTER_ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        var terms = (Terms) Objects.requireNonNull(route.getMetadata().get(Terms.NAME), "terms");
        var circuit = circuits.of(route.getId(), terms.room());
        return Mono.defer(() -> {
            circuit.enter();
            return new Passage(
                            exchange, chain, instances, circuit, route.getUri().getHost(), terms)
                    .deliver();
        });
    }
}
