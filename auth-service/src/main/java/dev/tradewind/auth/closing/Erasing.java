package dev.tradewind.auth.closing;

import dev.tradewind.auth.accounts.AccountNews;
import dev.tradewind.auth.accounts.PersonalData;
import dev.tradewind.contracts.AccountEvent.AccountErased;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Erases what is kept of people whose time has come. The row stays, so that its id means nobody for ever.
@Component
class Erasing {

    private static final Logger log = LoggerFactory.getLogger(Erasing.class);
    private static final int BATCH = 100;
    private static final int MOST_BATCHES = 100;

    private final JdbcClient jdbc;
    private final List<PersonalData> kept;
    private final AccountNews news;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Erasing(
            JdbcClient jdbc,
            List<PersonalData> kept,
            AccountNews news,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.kept = List.copyOf(kept);
        this.news = news;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    private record Due(UUID id, @Nullable UUID organizationId) {}

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
    void eraseAllDue() {
        for (int i = 0; i < MOST_BATCHES; i++) {
            int erased = transaction.execute(_ -> eraseDue());
            if (erased > 0) {
                log.atInfo().addKeyValue("accounts", erased).log("Erased accounts");
            }
            if (erased < BATCH) {
                break;
            }
        }
    }

    private int eraseDue() {
        var due = jdbc.sql("""
            select id, organization_id from accounts where erase_at <= :now and erased_at is null
            order by erase_at limit :batch for no key update skip locked
            """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("batch", BATCH)
                .query((row, _) ->
                        new Due(row.getObject("id", UUID.class), row.getObject("organization_id", UUID.class)))
                .list();
        due.forEach(this::erase);
        return due.size();
    }

    private void erase(Due account) {
        var now = clock.instant();
        kept.forEach(it -> it.erase(account.id()));
        jdbc.sql("""
            update accounts
            set email = 'erased-' || id || '@erased.invalid', name = '', phone = null, password_hash = null,
                erased_at = :now, version = version + 1
            where id = :id
            """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", account.id())
                .update();
        news.tell(account.id(), sequence -> new AccountErased(account.id(), account.organizationId(), sequence, now));
    }
}
