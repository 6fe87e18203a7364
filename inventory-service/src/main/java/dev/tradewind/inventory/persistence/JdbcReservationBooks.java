package dev.tradewind.inventory.persistence;

import static java.time.ZoneOffset.UTC;

import dev.tradewind.contracts.InventoryCommand;
import dev.tradewind.contracts.InventoryCommand.ReserveStock;
import dev.tradewind.inventory.domain.Reservation;
import dev.tradewind.inventory.domain.Reservation.Line;
import dev.tradewind.inventory.domain.ReservationBook;
import dev.tradewind.inventory.domain.ReservationBooks;
import dev.tradewind.inventory.domain.ReservationStatus.Restocked;
import dev.tradewind.inventory.domain.StockBooks;
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

    JdbcReservationBooks(JdbcClient jdbc, StockBooks stock) {
        this.jdbc = jdbc;
        this.stock = stock;
    }

    @Override
    public ReservationBook open(Collection<? extends InventoryCommand> commands) {
        var reservations = jdbc.sql("""
                select reservation.*, line.product_id, line.quantity
                from reservation left join reservation_line line on line.reservation_id = reservation.id
                where reservation.id = any(:reservations)
                order by reservation.id
                for update of reservation
                """)
                .param("reservations", Column.uuids(commands, InventoryCommand::reservationId))
                .query(new ReservationRows());
        var products = productsOf(reservations);
        for (var command : commands) {
            if (command instanceof ReserveStock reserve) {
                reserve.lines().forEach(line -> products.add(line.productId()));
            }
        }
        return new ReservationBook(reservations, stock.open(products));
    }

    @Override
    public ReservationBook openOverdue(Instant now, int limit) {
        var reservations = jdbc.sql("""
                with overdue as materialized (
                    select * from reservation
                    where status = 'RESERVED' and expires_at <= :now
                    order by expires_at
                    limit :limit
                    for update skip locked)
                select overdue.*, line.product_id, line.quantity
                from overdue join reservation_line line on line.reservation_id = overdue.id
                order by overdue.id
                """)
                .param("now", now.atOffset(UTC))
                .param("limit", limit)
                .query(new ReservationRows());
        return new ReservationBook(reservations, stock.open(productsOf(reservations)));
    }

    @Override
    public void write(ReservationBook book, Instant at) {
        stock.write(book.stock());
        var added = book.added();
        if (!added.isEmpty()) {
            add(added, at);
        }
        var closed = book.closed();
        if (!closed.isEmpty()) {
            close(closed, at);
        }
    }

    private void add(List<Reservation> added, Instant at) {
        jdbc.sql("""
                insert into reservation
                    (id, order_id, organization_id, status, expires_at, reason, restocked_at, created_at, updated_at)
                select id, order_id, organization_id, status, expires_at, reason, case when restocked then :at end,
                       :at, :at
                from unnest(:ids, :orders, :organizations, :statuses, :expiries, :reasons, :restocked)
                    as added (id, order_id, organization_id, status, expires_at, reason, restocked)
                """)
                .param("ids", Column.uuids(added, Reservation::id))
                .param("orders", Column.uuids(added, Reservation::orderId))
                .param("organizations", Column.uuids(added, Reservation::organizationId))
                .param("statuses", Column.texts(added, it -> StatusColumns.name(it.status())))
                .param("expiries", Column.times(added, it -> StatusColumns.expiresAt(it.status())))
                .param("reasons", Column.texts(added, it -> StatusColumns.reason(it.status())))
                .param("restocked", Column.flags(added, it -> it.status() instanceof Restocked))
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

    private void close(List<Reservation> closed, Instant at) {
        var written = jdbc.sql("""
                update reservation
                set status = closed.status, restocked_at = case when closed.restocked then :at end, updated_at = :at
                from unnest(:ids, :statuses, :restocked) as closed (id, status, restocked)
                where reservation.id = closed.id
                  and (reservation.status = 'RESERVED'
                       or reservation.status = 'CONFIRMED' and closed.restocked and reservation.restocked_at is null)
                """)
                .param("ids", Column.uuids(closed, Reservation::id))
                .param("statuses", Column.texts(closed, it -> StatusColumns.name(it.status())))
                .param("restocked", Column.flags(closed, it -> it.status() instanceof Restocked))
                .param("at", at.atOffset(UTC))
                .update();
        if (written != closed.size()) {
            throw new IllegalStateException("written: " + written + " (expected: " + closed.size() + " reservations)");
        }
    }

    private static Set<UUID> productsOf(List<Reservation> reservations) {
        var products = new HashSet<UUID>();
        reservations.forEach(it -> it.lines().forEach(line -> products.add(line.productId())));
        return products;
    }
}
