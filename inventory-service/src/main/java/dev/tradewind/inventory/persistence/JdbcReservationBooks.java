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
import dev.tradewind.inventory.domain.Hold;
import dev.tradewind.inventory.domain.Reservation;
import dev.tradewind.inventory.domain.Reservation.Line;
import dev.tradewind.inventory.domain.ReservationBook;
import dev.tradewind.inventory.domain.ReservationBooks;
import dev.tradewind.inventory.domain.ReservationStatus.Restocked;
import dev.tradewind.inventory.domain.StockBooks;
import dev.tradewind.messaging.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcReservationBooks implements ReservationBooks {

    private final JdbcClient jdbc;
    private final StockBooks stock;
    private final ChangeRows changes;
    private final MissingRows missing;

    JdbcReservationBooks(JdbcClient jdbc, StockBooks stock, ChangeRows changes, MissingRows missing) {
        this.jdbc = jdbc;
        this.stock = stock;
        this.changes = changes;
        this.missing = missing;
    }

    @Override
    public ReservationBook open(Collection<? extends InventoryCommand> commands) {
        var locked = jdbc.sql("""
                select reservation.*, line.product_id, line.quantity
                from reservation left join reservation_line line on line.reservation_id = reservation.id
                where reservation.id = any(:reservations)
                order by reservation.id
                for update of reservation
                """)
                .param("reservations", Column.uuids(commands, InventoryCommand::reservationId))
                .query(new ReservationRows());
        var reservations = changes.asLocked(locked, commands);
        var products = productsOf(reservations);
        for (var command : commands) {
            wanted(command).forEach(line -> products.add(line.productId()));
        }
        var asked = changes.of(commands);
        asked.forEach(change -> change.lines().forEach(line -> products.add(line.productId())));
        return new ReservationBook(reservations, asked, missing.of(commands), stock.open(products));
    }

    private static List<ReserveStock.Line> wanted(InventoryCommand command) {
        return switch (command) {
            case ReserveStock it -> it.lines();
            case ReserveHeldStock it -> it.lines();
            case HoldStock it -> it.lines();
            case ReserveChange it -> it.lines();
            case ConfirmReservation _, ReleaseReservation _, RestockReservation _, ConfirmChange _, ReleaseChange _ ->
                List.of();
        };
    }

    @Override
    public ReservationBook openOverdue(Instant now, int limit) {
        var reservations = jdbc.sql("""
                with overdue as materialized (
                    select * from reservation
                    where status in ('RESERVED', 'HELD') and expires_at <= :now
                    order by expires_at
                    limit :limit
                    for update skip locked)
                select overdue.*, line.product_id, line.quantity
                from overdue left join reservation_line line on line.reservation_id = overdue.id
                order by overdue.id
                """)
                .param("now", now.atOffset(UTC))
                .param("limit", limit)
                .query(new ReservationRows());
        return new ReservationBook(reservations, List.of(), List.of(), stock.open(productsOf(reservations)));
    }

    @Override
    public int forget(Instant untouchedSince, int limit) {
        return changes.forget(untouchedSince, limit) + forgetCarts(untouchedSince, limit);
    }

    private int forgetCarts(Instant untouchedSince, int limit) {
        return jdbc.sql("""
                with forgotten as (
                    select id from reservation where status = 'LAPSED' and updated_at < :before
                    order by updated_at limit :limit for update skip locked
                ), lines as (
                    delete from reservation_line where reservation_id in (select id from forgotten)
                )
                delete from reservation where id in (select id from forgotten)
                """)
                .param("before", untouchedSince.atOffset(UTC))
                .param("limit", limit)
                .update();
    }

    @Override
    public void write(ReservationBook book, Instant at) {
        stock.write(book.stock());
        var added = book.added();
        if (!added.isEmpty()) {
            add(added, at);
        }
        var changed = book.changed();
        if (!changed.isEmpty()) {
            change(changed, at);
        }
        reline(book.relined());
        missing.forget(book.stock().writtenOff());
        changes.write(book.addedChanges(), book.decidedChanges(), at);
    }

    private void add(List<Reservation> added, Instant at) {
        jdbc.sql("""
                insert into reservation
                    (id, order_id, organization_id, status, expires_at, reason, restocked_at, created_at, updated_at,
                     hold_expires_at, hold_latest, revision, ended)
                select id, order_id, organization_id, status, expires_at, reason, case when restocked then :at end,
                       :at, :at, hold_expires_at, hold_latest, revision, ended::jsonb
                from unnest(:ids, :orders, :organizations, :statuses, :expiries, :reasons, :restocked,
                            :holdExpiries, :holdLatest, :revisions, :ended)
                    as added (id, order_id, organization_id, status, expires_at, reason, restocked,
                              hold_expires_at, hold_latest, revision, ended)
                """)
                .param("ids", Column.uuids(added, Reservation::id))
                .param("orders", Column.uuids(added, Reservation::orderId))
                .param("organizations", Column.uuids(added, Reservation::organizationId))
                .param("statuses", Column.texts(added, it -> StatusColumns.name(it.status())))
                .param("expiries", Column.times(added, it -> StatusColumns.expiresAt(it.status())))
                .param("reasons", Column.texts(added, it -> StatusColumns.reason(it.status())))
                .param("restocked", Column.flags(added, it -> it.status() instanceof Restocked))
                .param("holdExpiries", Column.times(added, it -> HoldColumns.of(it, Hold::expiresAt)))
                .param("holdLatest", Column.times(added, it -> HoldColumns.of(it, Hold::latest)))
                .param("revisions", Column.numbers(added, it -> HoldColumns.of(it, Hold::revision)))
                .param("ended", Column.texts(added, HoldColumns::ended))
                .param("at", at.atOffset(UTC))
                .update();
        addLines(added);
    }

    private void addLines(List<Reservation> added) {
        record Row(UUID reservationId, Line line) {}
        var rows = new ArrayList<Row>();
        added.forEach(it -> it.lines().forEach(line -> rows.add(new Row(it.id(), line))));
        if (!rows.isEmpty()) {
            jdbc.sql("""
                    insert into reservation_line (reservation_id, product_id, quantity)
                    select * from unnest(:reservations, :products, :quantities)
                    """)
                    .param("reservations", Column.uuids(rows, Row::reservationId))
                    .param("products", Column.uuids(rows, row -> row.line().productId()))
                    .param("quantities", Column.numbers(rows, row -> row.line().quantity()))
                    .update();
        }
    }

    private void change(List<Reservation> changed, Instant at) {
        var written = jdbc.sql("""
                update reservation
                set status = changed.status, order_id = changed.order_id, updated_at = :at,
                    expires_at = case when reservation.revision is null then reservation.expires_at
                                      else changed.expires_at end,
                    restocked_at = case when changed.restocked then coalesce(reservation.restocked_at, :at) end,
                    hold_expires_at = changed.hold_expires_at, hold_latest = changed.hold_latest,
                    revision = changed.revision, ended = changed.ended::jsonb
                from unnest(:ids, :orders, :statuses, :expiries, :restocked, :holdExpiries, :holdLatest, :revisions,
                            :ended)
                    as changed (id, order_id, status, expires_at, restocked, hold_expires_at, hold_latest, revision,
                                ended)
                where reservation.id = changed.id
                """)
                .param("ids", Column.uuids(changed, Reservation::id))
                .param("orders", Column.uuids(changed, Reservation::orderId))
                .param("statuses", Column.texts(changed, it -> StatusColumns.name(it.status())))
                .param("expiries", Column.times(changed, it -> StatusColumns.expiresAt(it.status())))
                .param("restocked", Column.flags(changed, it -> it.status() instanceof Restocked))
                .param("holdExpiries", Column.times(changed, it -> HoldColumns.of(it, Hold::expiresAt)))
                .param("holdLatest", Column.times(changed, it -> HoldColumns.of(it, Hold::latest)))
                .param("revisions", Column.numbers(changed, it -> HoldColumns.of(it, Hold::revision)))
                .param("ended", Column.texts(changed, HoldColumns::ended))
                .param("at", at.atOffset(UTC))
                .update();
        if (written != changed.size()) {
            throw new IllegalStateException("written: " + written + " (expected: " + changed.size() + " reservations)");
        }
    }

    private void reline(List<Reservation> relined) {
        if (!relined.isEmpty()) {
            jdbc.sql("delete from reservation_line where reservation_id = any(:relined)")
                    .param("relined", Column.uuids(relined, Reservation::id))
                    .update();
            addLines(relined);
        }
    }

    private static Set<UUID> productsOf(List<Reservation> reservations) {
        var products = new HashSet<UUID>();
        reservations.forEach(it -> it.lines().forEach(line -> products.add(line.productId())));
        return products;
    }
}
