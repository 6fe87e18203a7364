package dev.tradewind.auth.sessions;

import dev.tradewind.auth.accounts.AccountNews;
import dev.tradewind.contracts.AccountEvent;
import dev.tradewind.contracts.AccountEvent.SessionRevoked;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Ends sessions before their time: here at once, and everywhere else as soon as they hear of it.
@Component
public class Endings {

    private final JdbcClient jdbc;
    private final AccountNews news;
    private final SessionCache cache;
    private final Clock clock;

    Endings(JdbcClient jdbc, AccountNews news, SessionCache cache, Clock clock) {
        this.jdbc = jdbc;
        this.news = news;
        this.cache = cache;
        this.clock = clock;
    }

    /// @return whether the account had such a session to end
    @Transactional
    public boolean end(UUID accountId, UUID sessionId, String reason) {
        return !endAnyOf(accountId, sessionId, reason).isEmpty();
    }

    @Transactional
    public void endAll(UUID accountId, String reason) {
        endAnyOf(accountId, null, reason);
    }

    private List<UUID> endAnyOf(UUID accountId, @Nullable UUID only, String reason) {
        var organization = lock(accountId).orElse(null);
        var now = clock.instant();
        var ended = jdbc.sql("""
            update sessions set ended_at = :now, end_reason = :reason
            where account_id = :account and ended_at is null and (cast(:only as uuid) is null or id = :only)
            returning id
            """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("reason", reason)
                .param("account", accountId)
                .param("only", only)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
        news.tell(
                accountId,
                ended.stream()
                        .<LongFunction<AccountEvent>>map(it ->
                                sequence -> new SessionRevoked(accountId, organization, sequence, it, reason, now))
                        .toList());
        cache.endedAfterCommit(ended);
        return ended;
    }

    /// @return the organisation the account belongs to
    private Optional<UUID> lock(UUID accountId) {
        return jdbc.sql("select organization_id from accounts where id = :id for no key update")
                .param("id", accountId)
                .query((row, _) -> Optional.ofNullable(row.getObject("organization_id", UUID.class)))
                .optional()
                .flatMap(it -> it);
    }
}
