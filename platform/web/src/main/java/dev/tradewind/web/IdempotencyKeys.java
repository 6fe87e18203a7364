package dev.tradewind.web;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

    /// Takes the keys for the running transaction and looks whether they were used, in one round trip. The statement
    /// sees the table as it was before the lock, so an answer stored in between is noticed only by [#store].
    ///
    /// It is the first of its transaction, and tells the server to plan the others once: left to itself it plans
    /// them anew as long as few are taken together.
    Map<IdempotencyKey, Seen> lock(List<IdempotencyKey> wanted) {
        var seen = new HashMap<IdempotencyKey, Seen>();
        jdbc.sql("""
            with planning as materialized (
                select set_config('plan_cache_mode', 'force_generic_plan', true),
                       set_config('enable_seqscan', 'off', true))
            select w.id as wanted, pg_try_advisory_xact_lock(w.lock) as locked, k.*
            from planning, unnest(:ids::uuid[], :locks::bigint[]) as w (id, lock)
                 left join idempotency_key k on k.id = w.id
            """)
                .param("ids", wanted.stream().map(it -> it.id().toString()).toArray(String[]::new))
                .param("locks", wanted.stream().map(IdempotencyKey::lock).toArray(Long[]::new))
                .query(row -> {
                    seen.put(
                            new IdempotencyKey(row.getObject("wanted", UUID.class)),
                            new Seen(row.getBoolean("locked"), Optional.ofNullable(stored(row))));
                });
        return seen;
    }

    /// How many of the answers are the first under their keys.
    int store(List<? extends Asking<?>> answered) {
        if (answered.isEmpty()) {
            return 0;
        }
        var size = answered.size();
        var ids = new String[size];
        var fingerprints = new byte[size][];
        var statuses = new Long[size];
        var headers = new String[size];
        var bodies = new byte[size][];
        for (var row = 0; row < size; row++) {
            var asking = answered.get(row);
            var answer = requireNonNull(asking.answer());
            ids[row] = asking.key().id().toString();
            fingerprints[row] = asking.fingerprint();
            statuses[row] = (long) answer.status();
            headers[row] = json.writeValueAsString(answer.headers());
            bodies[row] = answer.body();
        }
        return jdbc.sql("""
            insert into idempotency_key (id, fingerprint, status, headers, body)
            select * from unnest(:ids::uuid[], :fingerprints::bytea[], :statuses::bigint[], :headers::text[],
                                 :bodies::bytea[])
            on conflict (id) do nothing
            """)
                .param("ids", ids)
                .param("fingerprints", fingerprints)
                .param("statuses", statuses)
                .param("headers", headers)
                .param("bodies", bodies)
                .update();
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
