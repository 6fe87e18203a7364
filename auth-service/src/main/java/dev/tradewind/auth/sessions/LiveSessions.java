package dev.tradewind.auth.sessions;

import dev.tradewind.auth.domain.SessionEnded;
import dev.tradewind.web.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Refuses the access token of a session that has ended. Others hear of it a moment later; here, where passwords and
/// addresses are, it counts at once.
@Component
class LiveSessions implements HandlerInterceptor, WebMvcConfigurer {

    private final JdbcClient jdbc;
    private final SessionCache cache;
    private final Clock clock;

    LiveSessions(JdbcClient jdbc, SessionCache cache, Clock clock) {
        this.jdbc = jdbc;
        this.cache = cache;
        this.clock = clock;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null
                && authentication.getPrincipal() instanceof Caller caller
                && caller.sessionId() != null
                && !isAlive(caller.sessionId())) {
            throw new SessionEnded();
        }
        return true;
    }

    private boolean isAlive(UUID sessionId) {
        return cache.isAlive(sessionId).orElseGet(() -> {
            var expiry = expiryOfLiving(sessionId);
            expiry.ifPresent(it -> cache.alive(sessionId, Duration.between(clock.instant(), it)));
            return expiry.isPresent();
        });
    }

    private Optional<Instant> expiryOfLiving(UUID sessionId) {
        return jdbc.sql("select expires_at from sessions where id = :id and ended_at is null and expires_at > :now")
                .param("id", sessionId)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, _) -> row.getTimestamp("expires_at").toInstant())
                .optional();
    }
}
