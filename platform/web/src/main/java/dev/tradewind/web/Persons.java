package dev.tradewind.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/// What needs a token is for people. A machine has no role and may do what its scopes name, nothing else: not even
/// what any person may.
final class Persons implements AuthorizationManager<RequestAuthorizationContext> {

    private static final List<RequestMatcher> READING_ORDERS =
            List.of(get("/api/orders"), get("/api/orders/{id}"), get("/api/orders/{id}/events"));

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends @Nullable Authentication> asking, RequestAuthorizationContext context) {
        return new AuthorizationDecision(
                asking.get() instanceof CallerToken token && mayDo(token.getPrincipal(), context.getRequest()));
    }

    private static boolean mayDo(Caller caller, HttpServletRequest request) {
        return !caller.roles().isEmpty()
                || caller.scopes().stream().flatMap(it -> requests(it).stream()).anyMatch(it -> it.matches(request));
    }

    private static List<RequestMatcher> requests(Scope scope) {
        return switch (scope) {
            case ORDERS_READ -> READING_ORDERS;
        };
    }

    private static RequestMatcher get(String path) {
        return PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, path);
    }
}
