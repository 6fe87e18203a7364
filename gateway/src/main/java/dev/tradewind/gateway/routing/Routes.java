package dev.tradewind.gateway.routing;

import dev.tradewind.gateway.delivery.Terms;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/// Which service answers what. The first that matches counts, so what is more special stands further up.
@Configuration(proxyBeanMethods = false)
class Routes {

    /// Those who wait take room for nothing but a connection.
    private static final int WAITING = 20_000;

    private final Duration patience;
    private final Duration longestWait;
    private final int room;
    private final int orderRoom;

    /// @param longestWait of a `Prefer: wait`, and of a poll for updates
    /// @param room the requests that may be underway in a route at once, so that a hung service holds no more
    Routes(
            @Value("${tradewind.gateway.patience}") Duration patience,
            @Value("${tradewind.gateway.longest-wait}") Duration longestWait,
            @Value("${tradewind.gateway.room:256}") int room,
            @Value("${tradewind.gateway.order-room:1024}") int orderRoom) {
        this.patience = patience;
        this.longestWait = longestWait;
        this.room = room;
        this.orderRoom = orderRoom;
    }

    @Bean
    RouteTable routeTable(FilteringWebHandler filters, @Value("${management.server.port:-1}") int managementPort) {
        return new RouteTable(filters, table(), managementPort);
    }

    private List<RouteTable.Row> table() {
        return List.of(
                waiting("orders", "order-service", "/api/orders/**", "/api/cart/**"),
                row(
                        "inventory",
                        "inventory-service",
                        "/api/products/*/inventory",
                        "/api/products/*/inventory/**",
                        "/api/warehouse/**",
                        "/api/shipments/**",
                        "/api/webhooks/carriers/**"),
                row(
                        "catalog",
                        "catalog-service",
                        "/api/products/**",
                        "/api/stores/**",
                        "/api/categories/**",
                        "/api/storage/**",
                        "/media/**"),
                row("search", "search-service", "/api/search/**", "/api/recommendations/**", "/api/ops/search/**"),
                row(
                        "payments",
                        "payment-service",
                        "/api/payments/**",
                        "/api/webhooks/payments/**",
                        "/api/ops/payments/**"),
                listening("realtime", "notification-service", "/api/stream", "/api/updates", "/ws/**"),
                row(
                        "notifications",
                        "notification-service",
                        "/api/notifications/**",
                        "/api/announcements/**",
                        "/api/me/notification-preferences",
                        "/api/notification-templates/**",
                        "/api/campaigns/**",
                        "/api/unsubscribe/**",
                        "/api/ops/deliveries/**"),
                row(
                        "accounts",
                        "auth-service",
                        "/api/auth/**",
                        "/.well-known/**",
                        "/oauth2/**",
                        "/api/me/**",
                        "/api/organizations/**"),
                row("operations", "order-service", "/api/ops/**", "/api/analytics/**"));
    }

    private RouteTable.Row row(String name, String service, String... paths) {
        return row(name, service, new Terms(patience, Duration.ZERO, false, room), paths);
    }

    private RouteTable.Row waiting(String name, String service, String... paths) {
        return row(name, service, new Terms(patience.plus(longestWait), Duration.ZERO, false, orderRoom), paths);
    }

    /// What is listened to may go on for ever, but it has to begin.
    private RouteTable.Row listening(String name, String service, String... paths) {
        return row(name, service, new Terms(patience, longestWait, true, WAITING), paths);
    }

    private static RouteTable.Row row(String name, String service, Terms terms, String... paths) {
        var route = Route.async()
                .id(name)
                .uri("lb://" + service)
                .asyncPredicate(_ -> Mono.just(true))
                .metadata(Terms.NAME, terms)
                .build();
        return new RouteTable.Row(
                route,
                Arrays.stream(paths)
                        .map(PathPatternParser.defaultInstance::parse)
                        .toList());
    }
}
