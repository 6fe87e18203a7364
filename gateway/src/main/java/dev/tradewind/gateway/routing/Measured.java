package dev.tradewind.gateway.routing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

/// How long requests take, by route, method and status, under the usual name.
///
/// Spring's observations of the server, of security and of the routing told the same three times and were a quarter
/// of what a request cost; traces go on by `traceparent` without them.
@Configuration(proxyBeanMethods = false)
class Measured {

    private static final int CLIENT_LEFT = 499;

    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    private record Kind(String route, String method, int status) {}

    @Bean
    ObservationRegistry observations() {
        return ObservationRegistry.NOOP;
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WebFilter timing(MeterRegistry meters) {
        return (exchange, chain) -> {
            var start = System.nanoTime();
            return chain.filter(exchange)
                    .doFinally(
                            _ -> timer(kind(exchange), meters).record(System.nanoTime() - start, TimeUnit.NANOSECONDS));
        };
    }

    private static Kind kind(ServerWebExchange exchange) {
        Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        var status = exchange.getResponse().getStatusCode();
        return new Kind(
                route == null ? "none" : route.getId(),
                known(exchange.getRequest().getMethod().name()),
                status == null ? CLIENT_LEFT : status.value());
    }

    /// Anybody can invent methods, and each would be a time series.
    private static String known(String method) {
        return switch (method) {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> method;
            default -> "other";
        };
    }

    private Timer timer(Kind kind, MeterRegistry meters) {
        var known = timers.get(kind);
        return known != null ? known : timers.computeIfAbsent(kind, it -> create(it, meters));
    }

    private static Timer create(Kind kind, MeterRegistry meters) {
        return Timer.builder("http.server.requests")
                .tag("uri", kind.route())
                .tag("method", kind.method())
                .tag("status", Integer.toString(kind.status()))
                .register(meters);
    }
}
