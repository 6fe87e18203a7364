package dev.tradewind.inventory.persistence;

import static java.time.ZoneOffset.UTC;

import dev.tradewind.contracts.InventoryCommand;
import dev.tradewind.contracts.InventoryCommand.ConfirmChange;
import dev.tradewind.contracts.InventoryCommand.ConfirmReservation;
import dev.tradewind.contracts.InventoryCommand.HoldStock;
import dev.tradewind.contracts.InventoryCommand.ReleaseChange;
import dev.tradewind.contracts.InventoryCommand.ReleaseReservation;
import dev.tradewind.contracts.InventoryCommand.ReserveChange;
import dev.tradewind.contracts.InventoryCommand.ReserveHeldStock;
import dev.tradewind.contracts.InventoryCommand.ReserveStock;
import dev.tradewind.contracts.InventoryCommand.RestockReservation;
import dev.tradewind.inventory.domain.Change;
import dev.tradewind.inventory.domain.Change.Status;
import dev.tradewind.inventory.domain.Reservation;
import dev.tradewind.inventory.domain.Reservation.Line;
import dev.tradewind.messaging.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Changes of what was sold, in their tables. Whoever reads or writes them holds the row of their reservation.
@Component
class ChangeRows {

    private final JdbcClient jdbc;

    ChangeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The reservations with the lines they have since they are locked. What is read while waiting for a lock may be
    /// older than what whoever had it left; only sold lines can change without their status.
    List<Reservation> asLocked(List<Reservation> locked, Collection<? extends InventoryCommand> commands) {
        var concerned = commands.stream()
                .filter(ChangeRows::mayMeetOne)
                .map(InventoryCommand::reservationId)
                .collect(Collectors.toSet());
        if (concerned.isEmpty()) {
            return locked;
        }
        var lines = new HashMap<UUID, List<Line>>();
        jdbc.sql("select * from reservation_line where reservation_id = any(:reservations)")
                .param("reservations", Column.uuids(concerned, it -> it))
                .query(row -> {
                    lines.computeIfAbsent(row.getObject("reservation_id", UUID.class), _ -> new ArrayList<>())
                            .add(new Line(row.getObject("product_id", UUID.class), row.getLong("quantity")));
                });
        return locked.stream()
                .map(it -> concerned.contains(it.id()) ? it.wanting(lines.getOrDefault(it.id(), List.of())) : it)
                .toList();
    }

    /// Those the commands name, and those that are open where they could be in the way. Most commands are about none,
    /// and then nothing is asked.
    List<Change> of(Collection<? extends InventoryCommand> commands) {
        var concerned = commands.stream().filter(ChangeRows::mayMeetOne).toList();
        if (concerned.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                select change.*, line.product_id, line.quantity
                from reservation_change change left join reservation_change_line line on line.change_id = change.id
                where change.id = any(:changes)
                   or change.status = 'OPEN' and change.reservation_id = any(:reservations)
                order by change.id
                """)
                .param("changes", Column.uuids(concerned, ChangeRows::changeOf))
                .param("reservations", Column.uuids(concerned, InventoryCommand::reservationId))
                .query(ChangeRows::read);
    }

    void write(List<Change> added, List<Change> decided, Instant at) {
        if (!added.isEmpty()) {
            add(added, at);
        }
        if (!decided.isEmpty()) {
            decide(decided, at);
        }
    }

    private void add(List<Change> added, Instant at) {
        jdbc.sql("""
                insert into reservation_change (id, reservation_id, order_id, status, reason, created_at, updated_at)
                select added.*, :at, :at from unnest(:ids, :reservations, :orders, :statuses, :reasons) as added
                """)
                .param("ids", Column.uuids(added, Change::id))
                .param("reservations", Column.uuids(added, Change::reservationId))
                .param("orders", Column.uuids(added, Change::orderId))
                .param("statuses", Column.texts(added, it -> it.status().name()))
                .param("reasons", Column.texts(added, Change::reason))
                .param("at", at.atOffset(UTC))
                .update();
        record Row(UUID change, Line line) {}
        var rows = added.stream()
                .flatMap(it -> it.lines().stream().map(line -> new Row(it.id(), line)))
                .toList();
        jdbc.sql("""
                insert into reservation_change_line (change_id, product_id, quantity)
                select * from unnest(:changes, :products, :quantities)
                """)
                .param("changes", Column.uuids(rows, Row::change))
                .param("products", Column.uuids(rows, it -> it.line().productId()))
                .param("quantities", Column.numbers(rows, it -> it.line().quantity()))
                .update();
    }

    private void decide(List<Change> decided, Instant at) {
        jdbc.sql("""
                update reservation_change set status = decided.status, reason = decided.reason, updated_at = :at
                from unnest(:ids, :statuses, :reasons) as decided (id, status, reason)
                where reservation_change.id = decided.id
                """)
                .param("ids", Column.uuids(decided, Change::id))
                .param("statuses", Column.texts(decided, it -> it.status().name()))
                .param("reasons", Column.texts(decided, Change::reason))
                .param("at", at.atOffset(UTC))
                .update();
    }

    int forget(Instant untouchedSince, int limit) {
        return jdbc.sql("""
                with forgotten as (
                    select id from reservation_change where status <> 'OPEN' and updated_at < :before
                    order by updated_at limit :limit for update skip locked
                ), lines as (
                    delete from reservation_change_line where change_id in (select id from forgotten)
                )
                delete from reservation_change where id in (select id from forgotten)
                """)
                .param("before", untouchedSince.atOffset(UTC))
                .param("limit", limit)
                .update();
    }

    private static boolean mayMeetOne(InventoryCommand command) {
        return command instanceof RestockReservation || changeOf(command) != null;
    }

    private static @Nullable UUID changeOf(InventoryCommand command) {
        return switch (command) {
            case ReserveChange it -> it.changeId();
            case ConfirmChange it -> it.changeId();
            case ReleaseChange it -> it.changeId();
            case HoldStock _,
                    ReserveStock _,
                    ReserveHeldStock _,
                    ConfirmReservation _,
                    ReleaseReservation _,
                    RestockReservation _ -> null;
        };
    }

    private static List<Change> read(ResultSet row) throws SQLException {
        var changes = new ArrayList<Change>();
        var more = row.next();
        while (more) {
            var id = row.getObject("id", UUID.class);
            var reservationId = row.getObject("reservation_id", UUID.class);
            var orderId = row.getObject("order_id", UUID.class);
            var status = Status.valueOf(row.getString("status"));
            var reason = row.getString("reason");
            var lines = new ArrayList<Line>();
            do {
                var productId = row.getObject("product_id", UUID.class);
                if (productId != null) {
                    lines.add(new Line(productId, row.getLong("quantity")));
                }
                more = row.next();
            } while (more && id.equals(row.getObject("id", UUID.class)));
            changes.add(new Change(id, reservationId, orderId, lines, status, reason));
        }
        return changes;
    }
}
