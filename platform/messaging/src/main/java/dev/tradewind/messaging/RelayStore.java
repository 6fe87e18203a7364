package dev.tradewind.messaging;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the relay keeps in the database: who may send, and how far it came.
class RelayStore {

    /// A leadership. Whoever holds an older epoch can no longer mark.
    record Lease(UUID holder, long epoch) {}

    /// Everything up to `sentThrough` was sent except what is in `unsettled`.
    record Mark(long sentThrough, Set<Long> unsettled) {

        Mark {
            unsettled = Set.copyOf(unsettled);
        }

        /// Everything up to here was sent or never was, without exception.
        long settledThrough() {
            return unsettled.stream().mapToLong(it -> it - 1).min().orElse(sentThrough);
        }
    }

    private final JdbcClient jdbc;

    RelayStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Takes the lease when nobody holds it, or its holder fell silent.
    Optional<Lease> acquire(UUID holder, Duration length) {
        return jdbc.sql("""
                update relay_lease
                set holder = ?, epoch = epoch + 1, expires_at = clock_timestamp() + ? * interval '1 millisecond'
                where expires_at < clock_timestamp() or holder = ?
                returning epoch
                """)
                .param(holder)
                .param(length.toMillis())
                .param(holder)
                .query((row, _) -> new Lease(holder, row.getLong(1)))
                .optional();
    }

    boolean renew(Lease lease, Duration length) {
        return jdbc.sql("""
                update relay_lease set expires_at = clock_timestamp() + ? * interval '1 millisecond'
                where holder = ? and epoch = ?
                """)
                        .param(length.toMillis())
                        .param(lease.holder())
                        .param(lease.epoch())
                        .update()
                == 1;
    }

    void release(Lease lease) {
        jdbc.sql("update relay_lease set expires_at = '-infinity' where holder = ? and epoch = ?")
                .param(lease.holder())
                .param(lease.epoch())
                .update();
    }

    Mark mark() {
        return jdbc.sql("select sent_through, unsettled from relay_mark order by number desc limit 1")
                .query((row, _) -> new Mark(row.getLong(1), positions(row.getArray(2))))
                .optional()
                .orElse(new Mark(0, Set.of()));
    }

    /// Notes how far this leader came. The lease row is locked while the mark is written, so a new leader either
    /// sees this mark or keeps it from being made.
    ///
    /// @return false when somebody else leads by now
    boolean mark(Lease lease, Mark mark) {
        return jdbc.sql("""
                insert into relay_mark (epoch, sent_through, unsettled)
                select epoch, ?, ? from relay_lease where holder = ? and epoch = ? for share
                """)
                        .param(mark.sentThrough())
                        .param(mark.unsettled().toArray(Long[]::new))
                        .param(lease.holder())
                        .param(lease.epoch())
                        .update()
                == 1;
    }

    /// Marks that a newer one has replaced.
    void forgetOldMarks() {
        jdbc.sql("delete from relay_mark where number < (select max(number) from relay_mark)")
                .update();
    }

    /// Both parts come from one snapshot: a row below the mark that has just become visible is seen at the latest
    /// together with any later row of its key.
    List<OutboxRow> read(long above, int limit, Collection<Long> also) {
        return jdbc.sql("""
                (select %1$s from outbox where position > ? order by position limit ?)
                union all
                (select %1$s from outbox where position = any(?))
                order by position
                """.formatted(OutboxRow.COLUMNS))
                .param(above)
                .param(limit)
                .param(also.toArray(Long[]::new))
                .query((row, _) -> OutboxRow.of(row))
                .list();
    }

    /// Which transactions of this database may still put rows at positions they have already drawn. The lock is
    /// taken before the position is, and held to the end; sessions of other databases and mere readers have none.
    Set<String> writers() {
        return new HashSet<>(jdbc.sql("""
                select virtualtransaction from pg_locks
                where locktype = 'relation' and mode = 'RowExclusiveLock' and relation = 'outbox'::regclass
                  and database = (select oid from pg_database where datname = current_database())
                """).query((row, _) -> row.getString(1)).list());
    }

    private static Set<Long> positions(Array array) throws SQLException {
        return Set.of((Long[]) array.getArray());
    }
}
