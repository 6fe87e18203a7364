package dev.tradewind.gateway.routing;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.gateway.filter.factory.RetryGatewayFilterFactory.BackoffConfig;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.Buildable;
import org.springframework.cloud.gateway.route.builder.PredicateSpec;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/// Which service answers what. The first that matches counts, so what is more special stands further up.
@Configuration(proxyBeanMethods = false)
class Routes {

    /// The longest `Prefer: wait`.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration ENDLESS = Duration.ofMillis(-1);

    private static final int RETRIES = 3;
    private static final BackoffConfig PAUSE =
            new BackoffConfig(Duration.ofMillis(50), Duration.ofMillis(500), 2, false);

    @Bean
    RouteLocator routeTable(
            RouteLocatorBuilder builder, @Value("${tradewind.gateway.patience:10s}") Duration patience) {
        return builder.routes()
                .route("orders", to("order-service", patience.plus(LONGEST_WAIT), "/api/orders/**", "/api/cart/**"))
                .route(
                        "inventory",
                        to(
                                "inventory-service",
                                patience,
                                "/api/products/*/inventory",
                                "/api/products/*/inventory/**",
                                "/api/warehouse/**",
                                "/api/shipments/**",
                                "/api/webhooks/carriers/**"))
                .route(
                        "catalog",
                        to(
                                "catalog-service",
                                patience,
                                "/api/products/**",
                                "/api/stores/**",
                                "/api/categories/**",
                                "/api/storage/**",
                                "/media/**"))
                .route(
                        "search",
                        to(
                                "search-service",
                                patience,
                                "/api/search/**",
                                "/api/recommendations/**",
                                "/api/ops/search/**"))
                .route("payments", to("payment-service", patience, "/api/payments/**", "/api/webhooks/payments/**"))
                .route("realtime", to("notification-service", ENDLESS, "/api/stream", "/api/updates", "/ws/**"))
                .route(
                        "notifications",
                        to(
                                "notification-service",
                                patience,
                                "/api/notifications/**",
                                "/api/announcements/**",
                                "/api/me/notification-preferences"))
                .route(
                        "accounts",
                        to(
                                "auth-service",
                                patience,
                                "/api/auth/**",
                                "/.well-known/**",
                                "/api/me/**",
                                "/api/organizations/**"))
                .route("operations", to("order-service", patience, "/api/ops/**", "/api/analytics/**"))
                .build();
    }

    /// Only reading is tried again: whether a failed writing took effect, nobody knows here.
    @SuppressWarnings("unchecked")
    private static Function<PredicateSpec, Buildable<Route>> to(String service, Duration patience, String... paths) {
        return it -> it.path(paths)
                .filters(filters -> filters.retry(retry -> retry.setRetries(RETRIES)
                        .setMethods(HttpMethod.GET)
                        .setSeries()
                        .setStatuses(HttpStatus.SERVICE_UNAVAILABLE)
                        .setExceptions(IOException.class)
                        .setBackoff(PAUSE)))
                .metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, patience.toMillis())
                .uri("lb://" + service);
    }
}
