package dev.tradewind.messaging;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// Makes partitions of the outbox before they are needed and drops them once all in them was sent.
///
/// A partition is made apart and then attached, which does not wait for writers. To drop one takes the whole table
/// for a moment, so that is tried for a few milliseconds only, and again later.
class OutboxPartitions {

    private static final Logger log = LoggerFactory.getLogger(OutboxPartitions.class);
    private static final int AHEAD = 4;
    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('outbox partitions'))";

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final long rows;

    /// @param rows positions in one partition
    OutboxPartitions(JdbcClient jdbc, TransactionOperations transaction, long rows) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.rows = rows;
    }

    private record Partition(String name, long from, long to) {}

    /// Makes sure that the next [#AHEAD] partitions exist. May run on several instances at once.
    void makeAhead() {
        if (lastPosition() + (AHEAD - 1) * rows < end(partitions())) {
            return;
        }
        transaction.executeWithoutResult(_ -> {
            jdbc.sql(LOCK).query((_, _) -> 0).single();
            var last = lastPosition();
            for (long from = end(partitions()); from <= last + AHEAD * rows; from += rows) {
                create(new Partition("outbox_" + from, from, from + rows));
            }
        });
    }

    private void create(Partition partition) {
        jdbc.sql("create table %s (like outbox including defaults)".formatted(partition.name()))
                .update();
        jdbc.sql("alter table outbox attach partition %s for values from (%d) to (%d)"
                        .formatted(partition.name(), partition.from(), partition.to()))
                .update();
    }

    /// Drops partitions that lie wholly at or below `position`, where everything was sent.
    void dropThrough(long position) {
        var all = partitions();
        for (var partition : all.subList(0, Math.max(0, all.size() - 1))) {
            if (partition.to() - 1 <= position && !drop(partition)) {
                return;
            }
        }
    }

    private boolean drop(Partition partition) {
        try {
            transaction.executeWithoutResult(_ -> {
                jdbc.sql("set local lock_timeout = '20ms'").update();
                jdbc.sql("drop table " + partition.name()).update();
            });
            log.atInfo().addKeyValue("partition", partition.name()).log("Dropped a sent partition of the outbox");
            return true;
        } catch (DataAccessException busy) {
            log.atDebug()
                    .setCause(busy)
                    .addKeyValue("partition", partition.name())
                    .log("Partition is in use");
            return false;
        }
    }

    private long lastPosition() {
        return jdbc.sql("select coalesce(pg_sequence_last_value(pg_get_serial_sequence('outbox', 'position')), 0)")
                .query((row, _) -> row.getLong(1))
                .single();
    }

    private static long end(List<Partition> partitions) {
        return partitions.isEmpty() ? 1 : partitions.getLast().to();
    }

    private List<Partition> partitions() {
        return jdbc.sql("""
                select name, bounds[1]::bigint as lower, bounds[2]::bigint as upper
                from (select c.relname as name,
                             regexp_match(pg_get_expr(c.relpartbound, c.oid), '(\\d+).*?(\\d+)') as bounds
                      from pg_inherits i join pg_class c on c.oid = i.inhrelid
                      where i.inhparent = 'outbox'::regclass) as partitions
                order by lower
                """)
                .query((row, _) -> new Partition(row.getString(1), row.getLong(2), row.getLong(3)))
                .list();
    }
}
