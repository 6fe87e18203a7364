package dev.tradewind.auth.profile;

import dev.tradewind.auth.sealing.SealedFields;
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

/// Seals with the newest key what is sealed with an older one or not at all, some rows at a time. Several instances may
/// do it at once: each takes rows that no other has.
@Component
class Resealing {

    private static final Logger log = LoggerFactory.getLogger(Resealing.class);
    private static final int BATCH = 200;
    private static final int MOST_BATCHES = 500;

    private final JdbcClient jdbc;
    private final SealedFields fields;
    private final TransactionTemplate transaction;

    Resealing(JdbcClient jdbc, SealedFields fields, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.fields = fields;
        this.transaction = new TransactionTemplate(transactions);
    }

    private record Person(UUID id, String name, @Nullable String phone) {}

    private record Address(UUID id, String place) {}

    @Scheduled(fixedDelay = 60, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
    void resealAll() {
        var resealed = untilDone(this::people) + untilDone(this::addresses);
        if (resealed > 0) {
            log.atInfo().addKeyValue("rows", resealed).log("Sealed with the newest key");
        }
    }

    private interface Batch {
        int run();
    }

    private int untilDone(Batch batch) {
        var all = 0;
        for (int i = 0; i < MOST_BATCHES; i++) {
            int now = transaction.execute(_ -> batch.run());
            all += now;
            if (now < BATCH) {
                break;
            }
        }
        return all;
    }

    private int people() {
        var old = jdbc.sql("""
            select id, name, phone from accounts
            where name <> '' and not starts_with(name, :prefix) or not starts_with(phone, :prefix)
            limit :batch for no key update skip locked
            """)
                .param("prefix", fields.newestPrefix())
                .param("batch", BATCH)
                .query((row, _) ->
                        new Person(row.getObject("id", UUID.class), row.getString("name"), row.getString("phone")))
                .list();
        old.forEach(it -> jdbc.sql("update accounts set name = :name, phone = :phone where id = :id")
                .param("name", resealed("name", it.id(), it.name()))
                .param("phone", it.phone() == null ? null : resealed("phone", it.id(), it.phone()))
                .param("id", it.id())
                .update());
        return old.size();
    }

    private int addresses() {
        var old = jdbc.sql("""
            select id, place from addresses where not starts_with(place, :prefix)
            limit :batch for no key update skip locked
            """)
                .param("prefix", fields.newestPrefix())
                .param("batch", BATCH)
                .query((row, _) -> new Address(row.getObject("id", UUID.class), row.getString("place")))
                .list();
        old.forEach(it -> jdbc.sql("update addresses set place = :place where id = :id")
                .param("place", resealed("place", it.id(), it.place()))
                .param("id", it.id())
                .update());
        return old.size();
    }

    private String resealed(String field, UUID owner, String sealed) {
        return fields.seal(field, owner, fields.open(field, owner, sealed));
    }
}
