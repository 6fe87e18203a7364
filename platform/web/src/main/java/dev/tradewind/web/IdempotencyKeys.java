package dev.tradewind.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The keys that were used, with the answers they stand for.
class IdempotencyKeys {

    static final Duration KEPT = Duration.ofHours(24);

    private static final int FORGET_AT_ONCE = 5_000;
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    IdempotencyKeys(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Stored(byte[] fingerprint, Answered answered) {}

    record Seen(boolean locked, Optional<Stored> stored) {}

    /// Takes the key for the running transaction and looks whether it was used, in one round trip. The statement
    /// sees the table as it was before the lock, so an answer stored in between is noticed only by [#store].
    Seen lock(IdempotencyKey key) {
        return jdbc.sql("""
            select pg_try_advisory_xact_lock(:lock) as locked, k.*
            from (values (1)) as one left join idempotency_key k on k.id = :id
            """)
                .param("lock", key.lock())
                .param("id", key.id())
                .query((row, _) -> new Seen(row.getBoolean("locked"), Optional.ofNullable(stored(row))))
                .single();
    }

    /// Whether the answer is the first under its key.
    boolean store(IdempotencyKey key, byte[] fingerprint, Answered answered) {
        return jdbc.sql("""
            insert into idempotency_key (id, fingerprint, status, headers, body)
            values (:id, :fingerprint, :status, :headers, :body)
            on conflict (id) do nothing
            """)
                        .param("id", key.id())
                        .param("fingerprint", fingerprint)
                        .param("status", answered.status())
                        .param("headers", json.writeValueAsString(answered.headers()))
                        .param("body", answered.body())
                        .update()
                == 1;
    }

    Optional<Stored> find(IdempotencyKey key) {
        return jdbc.sql("select * from idempotency_key where id = :id")
                .param("id", key.id())
                .query((row, _) -> Optional.ofNullable(stored(row)))
                .optional()
                .flatMap(it -> it);
    }

    /// In small bites, so that no transaction is long.
    @Scheduled(fixedDelay = 10, initialDelay = 10, timeUnit = TimeUnit.MINUTES)
    void forgetOld() {
        int forgotten;
        do {
            forgotten = jdbc.sql("""
                delete from idempotency_key where ctid = any (array(
                    select ctid from idempotency_key
                    where created_at < now() - make_interval(secs => :kept) limit :some))
                """)
                    .param("kept", KEPT.toSeconds())
                    .param("some", FORGET_AT_ONCE)
                    .update();
        } while (forgotten == FORGET_AT_ONCE);
    }

    private @Nullable Stored stored(ResultSet row) throws SQLException {
        var fingerprint = row.getBytes("fingerprint");
        if (fingerprint == null) {
            return null;
        }
        var headers = json.readValue(row.getString("headers"), HEADERS);
        return new Stored(fingerprint, new Answered(row.getInt("status"), headers, row.getBytes("body"), true));
    }
}
