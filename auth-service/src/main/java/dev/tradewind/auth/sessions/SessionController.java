package dev.tradewind.auth.sessions;

import dev.tradewind.auth.domain.NotFound;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Cursor;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Shows people where they are signed in and lets them sign out there.
@RestController
@RequestMapping("/api/auth/sessions")
class SessionController {

    private final JdbcClient jdbc;
    private final Endings endings;
    private final SessionProperties settings;
    private final Clock clock;

    SessionController(JdbcClient jdbc, Endings endings, SessionProperties settings, Clock clock) {
        this.jdbc = jdbc;
        this.endings = endings;
        this.settings = settings;
        this.clock = clock;
    }

    /// @param current whether it is the one that asks
    record SessionView(
            UUID id,
            String userAgent,
            String address,
            Instant createdAt,
            Instant lastSeenAt,
            Instant expiresAt,
            boolean current) {}

    @GetMapping
    Page<SessionView> own(Caller caller, PageRequest page) {
        var now = clock.instant();
        var rows = jdbc.sql("""
            select id, user_agent, address, started_at, seen_at, expires_at
            from sessions
            where account_id = :account and id > :after and ended_at is null
              and expires_at > :now and seen_at > :idleSince
            order by id limit :rows
            """)
                .param("account", caller.accountId())
                .param("after", page.afterId())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("idleSince", now.minus(settings.idle()).atOffset(ZoneOffset.UTC))
                .param("rows", page.rows())
                .query((row, _) -> {
                    var id = row.getObject("id", UUID.class);
                    return new SessionView(
                            id,
                            row.getString("user_agent"),
                            row.getString("address"),
                            row.getTimestamp("started_at").toInstant(),
                            row.getTimestamp("seen_at").toInstant(),
                            row.getTimestamp("expires_at").toInstant(),
                            id.equals(caller.sessionId()));
                })
                .list();
        return Page.of(page, rows, it -> Cursor.after(it.id()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(Caller caller, @PathVariable UUID id) {
        if (!endings.end(caller.accountId(), id, "revoked")) {
            throw new NotFound("session");
        }
    }
}
