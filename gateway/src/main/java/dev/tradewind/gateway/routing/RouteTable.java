package dev.tradewind.gateway.routing;

import java.util.List;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.handler.AbstractHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;

/// Finds the route of a request by looking, in place of Spring Cloud's mapping, which asks each route as a stream.
final class RouteTable extends AbstractHandlerMapping {

    /// Before controllers, because nearly every request has a route.
    private static final int FIRST = -10;

    private final FilteringWebHandler filters;
    private final List<Row> rows;
    private final int managementPort;

    RouteTable(FilteringWebHandler filters, List<Row> rows, int managementPort) {
        this.filters = filters;
        this.rows = rows;
        this.managementPort = managementPort;
        setOrder(FIRST);
    }

    record Row(Route route, List<PathPattern> paths) {

        boolean matches(PathContainer path) {
            for (int i = 0; i < paths.size(); i++) {
                if (paths.get(i).matches(path)) {
                    return true;
                }
            }
            return false;
        }
    }

    @Override
    protected Mono<?> getHandlerInternal(ServerWebExchange exchange) {
        if (isForOperators(exchange.getRequest())) {
            return Mono.empty();
        }
        var path = exchange.getRequest().getPath().pathWithinApplication();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).matches(path)) {
                exchange.getAttributes()
                        .put(
                                ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR,
                                rows.get(i).route());
                return Mono.just(filters);
            }
        }
        return Mono.empty();
    }

    /// The management port shares the mappings.
    private boolean isForOperators(ServerHttpRequest request) {
        var local = request.getLocalAddress();
        return local != null && local.getPort() == managementPort;
    }
}
