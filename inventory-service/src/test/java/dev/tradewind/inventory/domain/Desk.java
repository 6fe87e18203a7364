package dev.tradewind.inventory.domain;

import dev.tradewind.contracts.HoldEvent.HoldExpired;
import dev.tradewind.contracts.InventoryCommand;
import dev.tradewind.contracts.InventoryCommand.ConfirmChange;
import dev.tradewind.contracts.InventoryCommand.ConfirmReservation;
import dev.tradewind.contracts.InventoryCommand.ReleaseChange;
import dev.tradewind.contracts.InventoryCommand.ReleaseReservation;
import dev.tradewind.contracts.InventoryCommand.ReserveChange;
import dev.tradewind.contracts.InventoryCommand.ReserveStock;
import dev.tradewind.contracts.InventoryCommand.ReserveStock.Line;
import dev.tradewind.contracts.InventoryCommand.RestockReservation;
import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.OrderReply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The inventory of one organisation as a test speaks to it: batch after batch, with what each leaves behind kept in
/// memory instead of a database.
final class Desk {

    static final UUID ORGANIZATION = UUID.fromString("019a0000-0000-7000-8000-000000000001");
    static final int TTL_SECONDS = 60;

    final Map<UUID, Stock> stocks = new HashMap<>();
    final Map<UUID, Reservation> reservations = new HashMap<>();
    final Map<UUID, Change> changes = new HashMap<>();
    final List<Movement> movements = new ArrayList<>();
    final List<HoldExpired> expiries = new ArrayList<>();
    Instant now = Instant.parse("2026-11-21T12:00:00Z");

    UUID shelve(long onHand) {
        return shelve(onHand, ORGANIZATION);
    }

    UUID shelve(long onHand, UUID organization) {
        var productId = UUID.randomUUID();
        stocks.put(productId, new Stock(productId, organization, onHand, 0, 1, false, 0));
        return productId;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    List<OrderReply> ask(InventoryCommand... batch) {
        return ask(List.of(batch));
    }

    List<OrderReply> ask(List<? extends InventoryCommand> batch) {
        return tell(batch).stream().map(OrderReply.class::cast).toList();
    }

    List<Message> tell(InventoryCommand... batch) {
        return tell(List.of(batch));
    }

    List<Message> tell(List<? extends InventoryCommand> batch) {
        var book =
                new ReservationBook(reservations.values(), changes.values(), List.of(), new StockBook(stocks.values()));
        var replies = batch.stream().map(it -> book.decide(it, now)).toList();
        keep(book);
        return replies;
    }

    void sweep() {
        var book =
                new ReservationBook(reservations.values(), changes.values(), List.of(), new StockBook(stocks.values()));
        book.expire(now);
        keep(book);
    }

    Stock stock(UUID productId) {
        return stocks.getOrDefault(productId, Stock.none(productId, ORGANIZATION));
    }

    private void keep(ReservationBook book) {
        book.added().forEach(it -> reservations.put(it.id(), it));
        book.changed().forEach(it -> reservations.put(it.id(), it));
        book.addedChanges().forEach(it -> changes.put(it.id(), it));
        book.decidedChanges().forEach(it -> changes.put(it.id(), it));
        book.stock().changed().forEach(it -> stocks.put(it.productId(), it));
        movements.addAll(book.stock().movements());
        expiries.addAll(book.notices());
    }

    static ReserveStock reserve(UUID id, UUID productId, int quantity) {
        return reserve(id, new Line(productId, quantity));
    }

    static ReserveStock reserve(UUID id, Line... lines) {
        return new ReserveStock(id, ORGANIZATION, id, List.of(lines), TTL_SECONDS);
    }

    static ConfirmReservation confirm(UUID id) {
        return new ConfirmReservation(id, ORGANIZATION, id);
    }

    static ReleaseReservation release(UUID id) {
        return new ReleaseReservation(id, ORGANIZATION, id);
    }

    static ReserveChange reserveChange(UUID id, UUID change, Line... lines) {
        return new ReserveChange(id, ORGANIZATION, id, change, List.of(lines));
    }

    static ConfirmChange confirmChange(UUID id, UUID change) {
        return new ConfirmChange(id, ORGANIZATION, id, change);
    }

    static ReleaseChange releaseChange(UUID id, UUID change) {
        return new ReleaseChange(id, ORGANIZATION, id, change);
    }

    static RestockReservation restock(UUID id) {
        return new RestockReservation(id, ORGANIZATION, id);
    }
}
