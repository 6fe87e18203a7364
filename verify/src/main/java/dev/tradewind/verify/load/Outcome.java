package dev.tradewind.verify.load;

import dev.tradewind.verify.suite.Database;
import dev.tradewind.verify.suite.Row;
import dev.tradewind.verify.suite.Suite;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// What became of the accepted orders, read from the database.
///
/// @param confirmedMicros when each was confirmed for good, in microseconds of the epoch
/// @param statuses how many ended where
/// @param moment what the moment of confirming is: the commit itself, or only when it was decided
record Outcome(Map<UUID, Long> confirmedMicros, Map<String, Long> statuses, String moment) {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

    static Outcome of(Suite suite, List<Shot> shots, Duration patience) {
        var ids = shots.stream().map(Shot::order).filter(Objects::nonNull).toArray(UUID[]::new);
        try (var database = suite.database("order")) {
            var until = System.nanoTime() + patience.toNanos();
            while (pending(database, ids) > 0 && System.nanoTime() < until) {
                LockSupport.parkNanos(PAUSE);
            }
            return read(database, ids);
        }
    }

    private static long pending(Database database, UUID[] ids) {
        return database.number("select count(*) from orders where status = 'PENDING' and id = any(?)", (Object) ids);
    }

    /// The moment of the commit where the server keeps it, so that nothing after the decision is left out.
    private static Outcome read(Database database, UUID[] ids) {
        var isCommit = database.texts("show track_commit_timestamp").contains("on");
        var moment = isCommit ? "pg_xact_commit_timestamp(xmin)" : "occurred_at";
        var confirmed = new HashMap<UUID, Long>();
        database.rows(
                        "select order_id, (extract(epoch from " + moment + ") * 1000000)::bigint as micros"
                                + " from order_events where type = 'dev.tradewind.order.confirmed.v1' and order_id = any(?)",
                        (Object) ids)
                .forEach(row -> confirmed.put(UUID.fromString(row.text("order_id")), row.number("micros")));
        var statuses = new TreeMap<String, Long>();
        for (Row row : database.rows(
                "select status, count(*) as number from orders where id = any(?) group by status", (Object) ids)) {
            statuses.put(row.text("status"), row.number("number"));
        }
        return new Outcome(
                confirmed, statuses, isCommit ? "commit time" : "time of decision, shortly before its commit");
    }
}
