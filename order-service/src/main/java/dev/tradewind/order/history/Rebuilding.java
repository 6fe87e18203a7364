package dev.tradewind.order.history;

import dev.tradewind.contracts.OrderEvent;
import dev.tradewind.order.history.Rebuild.Status;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Folds all orders anew from their history, beside the list that is read and written meanwhile: into a shadow, part by
/// part in the order of ids; then what moved since is folded again and the two are compared, and with the list held
/// still for a moment the same is done for what moved meanwhile, and the shadow takes the place of the list.
@Component
class Rebuilding {

    static final String NAME = "orders";

    private static final Logger log = LoggerFactory.getLogger(Rebuilding.class);
    private static final String SHADOW = "order_summaries_shadow";
    private static final UUID FIRST = new UUID(0, 0);
    private static final int ORDERS_AT_ONCE = 2_000;
    private static final int OFFENDERS = 20;

    /// An order of which the shadow knows more is no difference: the list would have got there.
    private static final String DIFFERENT = """
        from order_summaries l left join %s s on s.order_id = l.order_id
        where (s.order_id is null or s.sequence = l.sequence and s is distinct from l)
        """.formatted(SHADOW);

    private final JdbcClient jdbc;
    private final Summaries summaries;
    private final Rebuilds rebuilds;
    private final TransactionOperations transaction;

    /// How often it tells that it goes on, also while one statement takes long.
    private static final Duration BEAT = Duration.ofSeconds(15);

    /// @param since a transaction: whatever is older was there when they were compared
    private record Compared(Set<UUID> different, String since) {}

    Rebuilding(JdbcClient jdbc, Summaries summaries, Rebuilds rebuilds, TransactionOperations transaction) {
        this.jdbc = jdbc;
        this.summaries = summaries;
        this.rebuilds = rebuilds;
        this.transaction = transaction;
    }

    /// Whether it began; not when one is running.
    boolean begin(UUID actor) {
        var id = rebuilds.begin(NAME, actor);
        id.ifPresent(it -> Thread.ofVirtual().name("rebuilding").start(() -> rebuild(it)));
        return id.isPresent();
    }

    private void rebuild(UUID id) {
        var heart = Thread.ofVirtual().name("rebuilding-beats").start(() -> beat(id));
        try {
            fill(id);
            var compared = compareWhileServing();
            var different = Objects.requireNonNull(transaction.execute(_ -> takeOver(id, compared)));
            rebuilds.end(
                    id,
                    Status.DONE,
                    (long) different.size(),
                    different.stream().limit(OFFENDERS).toList(),
                    null);
        } catch (RuntimeException failed) {
            log.atError().setCause(failed).addKeyValue("rebuild", id).log("The list of orders was not rebuilt");
            rebuilds.end(id, Status.FAILED, null, List.of(), failed.getClass().getSimpleName());
        } finally {
            heart.interrupt();
        }
    }

    private void beat(UUID id) {
        try {
            while (true) {
                Thread.sleep(BEAT);
                beatOnce(id);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void beatOnce(UUID id) {
        try {
            rebuilds.tell(id);
        } catch (DataAccessException away) {
            log.atWarn().setCause(away).addKeyValue("rebuild", id).log("Nobody hears that a rebuild goes on");
        }
    }

    private void fill(UUID id) {
        jdbc.sql("drop table if exists " + SHADOW).update();
        jdbc.sql("create table " + SHADOW + " (like order_summaries including defaults including constraints)")
                .update();
        jdbc.sql("alter table " + SHADOW + " add primary key (order_id)").update();
        var events = 0L;
        var rows = 0L;
        var after = FIRST;
        while (true) {
            var part = next(after);
            if (part.isEmpty()) {
                index();
                return;
            }
            var told = summaries.events(part);
            summaries.save(SHADOW, fold(told));
            events += told.size();
            rows += part.size();
            after = part.getLast();
            if (!rebuilds.tell(id, events, rows)) {
                throw new IllegalStateException("Another rebuild took over");
            }
        }
    }

    /// Cheaper once everything is there than with each row.
    private void index() {
        for (var whose : List.of("customer_id", "organization_id")) {
            jdbc.sql("create index on " + SHADOW + " (" + whose + ", placed_at desc, order_id desc)")
                    .update();
        }
        jdbc.sql("analyze " + SHADOW).update();
    }

    private List<UUID> next(UUID after) {
        return jdbc.sql("""
            select order_id from order_events where sequence = 1 and order_id > :after order by order_id limit :limit
            """)
                .param("after", after)
                .param("limit", ORDERS_AT_ONCE)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    private static List<Summary> fold(List<OrderEvent> events) {
        var orders = new LinkedHashMap<UUID, Summary>();
        events.forEach(it -> orders.compute(it.orderId(), (_, before) -> Summary.after(before, it)));
        return List.copyOf(orders.values());
    }

    /// The list may be long, so nobody waits for this.
    private Compared compareWhileServing() {
        var since = jdbc.sql("select pg_snapshot_xmin(pg_current_snapshot())::text")
                .query(String.class)
                .single();
        foldAnew(jdbc.sql("""
            select l.order_id from order_summaries l left join %s s on s.order_id = l.order_id
            where s.order_id is null or s.sequence < l.sequence
            order by l.order_id
            """.formatted(SHADOW))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list());
        var different = new TreeSet<UUID>();
        jdbc.sql("select l.order_id " + DIFFERENT).query(row -> {
            different.add(row.getObject(1, UUID.class));
        });
        return new Compared(different, since);
    }

    /// Readers and the projection wait for this only: one look at the list for what is younger than the comparison, and
    /// that alone is folded and compared again.
    private Set<UUID> takeOver(UUID id, Compared compared) {
        jdbc.sql("set local lock_timeout = '10s'").update();
        jdbc.sql("lock table order_summaries in access exclusive mode").update();
        if (!rebuilds.tell(id)) {
            throw new IllegalStateException("Another rebuild took over");
        }
        var moved = jdbc.sql("""
            select order_id from order_summaries where age(xmin) <= age(:since::xid8::xid) order by order_id
            """)
                .param("since", compared.since())
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
        foldAnew(moved);
        var different = new TreeSet<>(compared.different());
        moved.forEach(different::remove);
        different.addAll(jdbc.sql("select l.order_id " + DIFFERENT + " and l.order_id = any (:moved::uuid[])")
                .param("moved", moved.stream().map(UUID::toString).toArray(String[]::new))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list());
        jdbc.sql("drop table order_summaries").update();
        jdbc.sql("alter table " + SHADOW + " rename to order_summaries").update();
        jdbc.sql("alter table order_summaries set (fillfactor = 85)").update();
        tell(different);
        return different;
    }

    private void foldAnew(List<UUID> moved) {
        for (var from = 0; from < moved.size(); from += ORDERS_AT_ONCE) {
            var part = moved.subList(from, Math.min(moved.size(), from + ORDERS_AT_ONCE));
            summaries.save(SHADOW, fold(summaries.events(part)));
        }
    }

    private static void tell(Set<UUID> different) {
        if (!different.isEmpty()) {
            log.atWarn()
                    .addKeyValue("orderIds", different.stream().limit(OFFENDERS).toList())
                    .log("The list told of {} orders what never happened", different.size());
        }
    }
}
