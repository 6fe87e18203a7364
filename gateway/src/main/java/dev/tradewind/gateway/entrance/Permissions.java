package dev.tradewind.gateway.entrance;

import static dev.tradewind.gateway.entrance.Permissions.Who.ADMINS;
import static dev.tradewind.gateway.entrance.Permissions.Who.ANYBODY;
import static dev.tradewind.gateway.entrance.Permissions.Who.OPERATORS;
import static dev.tradewind.gateway.entrance.Permissions.Who.SIGNED_IN;
import static dev.tradewind.gateway.entrance.Permissions.Who.STAFF;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// Who may come in where. The first row that matches counts; where none does, whoever is signed in.
///
/// Whose order or product it is, the services decide: a door knows roles, not owners.
final class Permissions {

    private static final Set<String> OF_AN_ORGANIZATION = Set.of("ROLE_STAFF", "ROLE_ADMIN");
    private static final Set<String> ADMIN_OR_OPERATOR = Set.of("ROLE_ADMIN", "ROLE_OPERATOR");
    private static final Set<String> OPERATOR = Set.of("ROLE_OPERATOR");

    private static final Set<HttpMethod> ANY = Set.of();
    private static final Set<HttpMethod> READING = Set.of(GET, HEAD);
    private static final Set<HttpMethod> CHANGING = Set.of(POST, PUT, PATCH, DELETE);

    private static final List<Row> TABLE = List.of(
            row(Set.of(POST), ANYBODY, "/api/auth/login", "/api/auth/register", "/api/auth/refresh"),
            row(READING, ANYBODY, "/api/auth/sso/**", "/.well-known/**", "/docs/**"),
            // Machine clients of partners bring their secret, carriers and payment providers their signature.
            row(Set.of(POST), ANYBODY, "/oauth2/token", "/api/webhooks/**"),
            row(READING, ANYBODY, "/tradewind-client.js", "/live.html", "/live.js", "/live.css"),
            // The token comes in the CONNECT frame, and whoever looks at a product hears of its stock without one.
            row(READING, ANYBODY, "/ws/**", "/api/stream", "/api/updates"),
            // The link in a mail is the permission.
            row(Set.of(GET, HEAD, POST), ANYBODY, "/api/unsubscribe/*"),
            row(ANY, OPERATORS, "/api/ops/**"),
            row(ANY, STAFF, "/api/warehouse/**", "/api/storage/**", "/api/analytics/**"),
            row(READING, ANYBODY, "/media/**", "/api/stores/**", "/api/products/**", "/api/categories/**"),
            row(READING, ANYBODY, "/api/search/**", "/api/recommendations/**"),
            row(CHANGING, SIGNED_IN, "/api/products/*/reviews/**"),
            row(CHANGING, STAFF, "/api/products/**", "/api/stores/**", "/api/categories/**"),
            row(CHANGING, STAFF, "/api/orders/*/status", "/api/orders/*/refunds"),
            row(ANY, ADMINS, "/api/announcements/**", "/api/campaigns/**", "/api/notification-templates/**"),
            row(ANY, ADMINS, "/api/organizations/*/members/**", "/api/organizations/*/clients/**"));

    private Permissions() {}

    /// Those a row lets in.
    enum Who {
        ANYBODY,
        SIGNED_IN,
        STAFF,
        ADMINS,
        OPERATORS;

        /// Empty where no role is asked for.
        Set<String> authorities() {
            return switch (this) {
                case ANYBODY, SIGNED_IN -> Set.of();
                case STAFF -> OF_AN_ORGANIZATION;
                case ADMINS -> ADMIN_OR_OPERATOR;
                case OPERATORS -> OPERATOR;
            };
        }
    }

    private record Row(Set<HttpMethod> methods, Who who, List<PathPattern> paths) {

        boolean matches(ServerHttpRequest request) {
            if (!methods.isEmpty() && !methods.contains(request.getMethod())) {
                return false;
            }
            var path = request.getPath().pathWithinApplication();
            for (int i = 0; i < paths.size(); i++) {
                if (paths.get(i).matches(path)) {
                    return true;
                }
            }
            return false;
        }
    }

    static Who mayEnter(ServerHttpRequest request) {
        for (int i = 0; i < TABLE.size(); i++) {
            if (TABLE.get(i).matches(request)) {
                return TABLE.get(i).who();
            }
        }
        return SIGNED_IN;
    }

    private static Row row(Set<HttpMethod> methods, Who who, String... paths) {
        return new Row(
                methods,
                who,
                Arrays.stream(paths)
                        .map(PathPatternParser.defaultInstance::parse)
                        .toList());
    }
}
