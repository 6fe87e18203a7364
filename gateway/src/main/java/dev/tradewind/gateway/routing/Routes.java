package dev.tradewind.gateway.routing;

import dev.tradewind.gateway.delivery.Terms;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.Buildable;
import org.springframework.cloud.gateway.route.builder.PredicateSpec;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Which service answers what. The first that matches counts, so what is more special stands further up.
@Configuration(proxyBeanMethods = false)
class Routes {

    /// The longest `Prefer: wait`.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration ENDLESS = Duration.ofMillis(-1);

    /// Those who wait take room for nothing but a connection.
    private static final int WAITING = 20_000;

    private final Duration patience;
    private final int room;
    private final int orderRoom;

    /// @param room the requests that may be underway in a route at once, so that a hung service holds no more
    Routes(
            @Value("${tradewind.gateway.patience:10s}") Duration patience,
            @Value("${tradewind.gateway.room:256}") int room,
            @Value("${tradewind.gateway.order-room:1024}") int orderRoom) {
        this.patience = patience;
        this.room = room;
        this.orderRoom = orderRoom;
    }

    @Bean
    RouteLocator routeTable(RouteLocatorBuilder builder) {
        return builder.routes()
                .route("orders", waiting("order-service", "/api/orders/**", "/api/cart/**"))
                .route(
                        "inventory",
                        to(
                                "inventory-service",
                                "/api/products/*/inventory",
                                "/api/products/*/inventory/**",
                                "/api/warehouse/**",
                                "/api/shipments/**",
                                "/api/webhooks/carriers/**"))
                .route(
                        "catalog",
                        to(
                                "catalog-service",
                                "/api/products/**",
                                "/api/stores/**",
                                "/api/categories/**",
                                "/api/storage/**",
                                "/media/**"))
                .route(
                        "search",
                        to("search-service", "/api/search/**", "/api/recommendations/**", "/api/ops/search/**"))
                .route("payments", to("payment-service", "/api/payments/**", "/api/webhooks/payments/**"))
                .route("realtime", endless("notification-service", "/api/stream", "/api/updates", "/ws/**"))
                .route(
                        "notifications",
                        to(
                                "notification-service",
                                "/api/notifications/**",
                                "/api/announcements/**",
                                "/api/me/notification-preferences"))
                .route(
                        "accounts",
                        to(
                                "auth-service",
                                "/api/auth/**",
                                "/.well-known/**",
                                "/oauth2/**",
                                "/api/me/**",
                                "/api/organizations/**"))
                .route("operations", to("order-service", "/api/ops/**", "/api/analytics/**"))
                .build();
    }

    private Function<PredicateSpec, Buildable<Route>> to(String service, String... paths) {
        return route(service, patience, room, paths);
    }

    private Function<PredicateSpec, Buildable<Route>> waiting(String service, String... paths) {
        return route(service, patience.plus(LONGEST_WAIT), orderRoom, paths);
    }

    private static Function<PredicateSpec, Buildable<Route>> endless(String service, String... paths) {
        return route(service, ENDLESS, WAITING, paths);
    }

    private static Function<PredicateSpec, Buildable<Route>> route(
            String service, Duration patience, int room, String... paths) {
        var terms = new Terms(patience, room);
        return it -> it.path(paths).metadata(Terms.NAME, terms).uri("lb://" + service);
    }
}
