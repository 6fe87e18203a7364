package dev.tradewind.auth.closing;

import dev.tradewind.auth.accounts.AccountNews;
import dev.tradewind.auth.accounts.Accounts;
import dev.tradewind.auth.accounts.Profiles;
import dev.tradewind.auth.domain.NotFound;
import dev.tradewind.auth.sessions.Endings;
import dev.tradewind.contracts.AccountEvent.AccountClosed;
import dev.tradewind.web.ExpectedVersion;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Closes accounts: nobody signs in any more, and after some time nothing is left of the person.
@Component
class Closing {

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Profiles profiles;
    private final Endings endings;
    private final AccountNews news;
    private final Duration grace;
    private final Clock clock;

    Closing(
            JdbcClient jdbc,
            Accounts accounts,
            Profiles profiles,
            Endings endings,
            AccountNews news,
            @Value("${tradewind.auth.erase-after:30d}") Duration grace,
            Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.profiles = profiles;
        this.endings = endings;
        this.news = news;
        this.grace = grace;
        this.clock = clock;
    }

    @Transactional
    void close(UUID accountId, ExpectedVersion expected) {
        accounts.staysWithAnAdmin(accountId);
        var account = accounts.lock(accountId).orElseThrow(() -> new NotFound("account"));
        expected.check(profiles.of(accountId).version());
        endings.endAll(accountId, "account-closed");
        var now = clock.instant();
        var eraseAt = now.plus(grace);
        jdbc.sql("""
            update accounts set closed_at = :now, erase_at = :eraseAt, version = version + 1 where id = :id
            """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("eraseAt", eraseAt.atOffset(ZoneOffset.UTC))
                .param("id", accountId)
                .update();
        news.tell(
                accountId, sequence -> new AccountClosed(accountId, account.organizationId(), sequence, eraseAt, now));
    }
}
