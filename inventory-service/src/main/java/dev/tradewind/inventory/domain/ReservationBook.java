package dev.tradewind.inventory.domain;

import dev.tradewind.contracts.InventoryCommand;
import dev.tradewind.contracts.InventoryCommand.ConfirmReservation;
import dev.tradewind.contracts.InventoryCommand.ReleaseReservation;
import dev.tradewind.contracts.InventoryCommand.ReserveStock;
import dev.tradewind.contracts.InventoryCommand.RestockReservation;
import dev.tradewind.contracts.OrderReply;
import dev.tradewind.contracts.OrderReply.ReservationConfirmed;
import dev.tradewind.contracts.OrderReply.ReservationLost;
import dev.tradewind.contracts.OrderReply.ReservationReleased;
import dev.tradewind.contracts.OrderReply.ReservationRestocked;
import dev.tradewind.contracts.OrderReply.RestockRefused;
import dev.tradewind.contracts.OrderReply.StockRefused;
import dev.tradewind.contracts.OrderReply.StockReserved;
import dev.tradewind.inventory.domain.Reservation.Line;
import dev.tradewind.inventory.domain.ReservationStatus.Confirmed;
import dev.tradewind.inventory.domain.ReservationStatus.Expired;
import dev.tradewind.inventory.domain.ReservationStatus.Refused;
import dev.tradewind.inventory.domain.ReservationStatus.Released;
import dev.tradewind.inventory.domain.ReservationStatus.Reserved;
import dev.tradewind.inventory.domain.ReservationStatus.Restocked;
import dev.tradewind.inventory.domain.ReservationStatus.Shipped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Decides about reservations while one transaction has them and the stock of their products locked: in memory, one
/// command after the other, so that any number of orders for one product cost no more than their share of a batch.
///
/// Every command gets an answer and is remembered by its reservation; asking twice changes nothing more.
public final class ReservationBook {

    private static final String OUT_OF_STOCK = "out-of-stock";
    private static final String UNKNOWN_PRODUCT = "unknown-product";
    private static final String RELEASED = "released";
    private static final String EXPIRED = "expired";
    private static final String SHIPPED = "shipped";

    private final Map<UUID, Reservation> opened = new HashMap<>();
    private final Map<UUID, Reservation> current = new LinkedHashMap<>();
    private final StockBook stock;

    public ReservationBook(Collection<Reservation> reservations, StockBook stock) {
        for (var reservation : reservations) {
            opened.put(reservation.id(), reservation);
            current.put(reservation.id(), reservation);
        }
        this.stock = stock;
    }

    public StockBook stock() {
        return stock;
    }

    public OrderReply decide(InventoryCommand command, Instant now) {
        var known = current.get(command.reservationId());
        if (known == null) {
            return first(command, now);
        }
        if (!known.organizationId().equals(command.organizationId())) {
            throw new IllegalStateException("Reservation " + known.id() + " is of organisation "
                    + known.organizationId() + " (asked by: " + command.organizationId() + ")");
        }
        return switch (command) {
            case ReserveStock it -> again(it, upToDate(known, now));
            case ConfirmReservation it -> confirm(it, upToDate(known, now), now);
            case ReleaseReservation it -> release(it, known);
            case RestockReservation it -> restock(it, known, now);
        };
    }

    /// Gives back what nobody confirmed in time.
    public void expire(Instant now) {
        List.copyOf(current.values()).forEach(reservation -> upToDate(reservation, now));
    }

    /// Reservations that were not there before.
    public List<Reservation> added() {
        return current.values().stream()
                .filter(reservation -> !opened.containsKey(reservation.id()))
                .toList();
    }

    /// Reservations that were there before and stand otherwise now.
    public List<Reservation> closed() {
        return current.values().stream()
                .filter(reservation ->
                        opened.containsKey(reservation.id()) && !reservation.equals(opened.get(reservation.id())))
                .toList();
    }

    private OrderReply first(InventoryCommand command, Instant now) {
        return switch (command) {
            case ReserveStock it -> reserve(it, now);
            // Having said that it is lost, we must not reserve it later.
            case ConfirmReservation it -> {
                remember(it, List.of(), new Expired());
                yield lost(it, EXPIRED);
            }
            case ReleaseReservation it -> {
                remember(it, List.of(), new Released());
                yield released(it);
            }
            case RestockReservation it -> {
                remember(it, List.of(), new Released());
                yield restocked(it);
            }
        };
    }

    /// All lines or none.
    private OrderReply reserve(ReserveStock it, Instant now) {
        if (it.ttlSeconds() < 1) {
            throw new IllegalArgumentException("ttlSeconds: " + it.ttlSeconds() + " (expected: >= 1)");
        }
        var lines = lines(it);
        if (!lines.stream().allMatch(line -> stock.knows(line, it.organizationId()))) {
            return refuse(it, UNKNOWN_PRODUCT);
        }
        if (!lines.stream().allMatch(stock::has)) {
            return refuse(it, OUT_OF_STOCK);
        }
        // As precise as the database keeps it, so that a repeated request gets the same answer.
        var expiresAt = now.plusSeconds(it.ttlSeconds()).truncatedTo(ChronoUnit.MILLIS);
        stock.reserve(remember(it, lines, new Reserved(expiresAt)));
        return reserved(it, expiresAt);
    }

    private OrderReply refuse(ReserveStock it, String reason) {
        remember(it, List.of(), new Refused(reason));
        return refused(it, reason);
    }

    /// What is told is what holds now: stock that has gone back in the meantime is not promised again.
    private static OrderReply again(ReserveStock it, Reservation known) {
        return switch (known.status()) {
            case Reserved(var expiresAt) -> reserved(it, expiresAt);
            case Confirmed(var expiresAt) -> reserved(it, expiresAt);
            case Shipped(var expiresAt) -> reserved(it, expiresAt);
            case Released _, Restocked _ -> refused(it, RELEASED);
            case Expired _ -> refused(it, EXPIRED);
            case Refused(var reason) -> refused(it, reason);
        };
    }

    private OrderReply confirm(ConfirmReservation it, Reservation known, Instant now) {
        return switch (known.status()) {
            case Reserved _ -> {
                stock.sell(known, now);
                current.put(known.id(), known.confirm());
                yield confirmed(it);
            }
            case Confirmed _, Shipped _, Restocked _ -> confirmed(it);
            case Expired _ -> lost(it, EXPIRED);
            case Released _, Refused _ -> lost(it, RELEASED);
        };
    }

    private OrderReply release(ReleaseReservation it, Reservation known) {
        return switch (known.status()) {
            case Reserved _ -> {
                stock.release(known);
                current.put(known.id(), known.release());
                yield released(it);
            }
            case Confirmed _, Shipped _, Restocked _ -> confirmed(it);
            case Released _, Expired _, Refused _ -> released(it);
        };
    }

    private OrderReply restock(RestockReservation it, Reservation known, Instant now) {
        return switch (known.status()) {
            case Reserved _ -> {
                stock.release(known);
                current.put(known.id(), known.release());
                yield restocked(it);
            }
            case Confirmed _ -> {
                stock.restock(known, now);
                current.put(known.id(), known.restock());
                yield restocked(it);
            }
            case Shipped _ -> new RestockRefused(it.orderId(), it.organizationId(), it.reservationId(), SHIPPED);
            case Restocked _, Released _, Expired _, Refused _ -> restocked(it);
        };
    }

    private Reservation upToDate(Reservation known, Instant now) {
        if (!known.isOverdue(now)) {
            return known;
        }
        stock.release(known);
        var expired = known.expire();
        current.put(known.id(), expired);
        return expired;
    }

    private Reservation remember(InventoryCommand command, List<Line> lines, ReservationStatus status) {
        var reservation =
                new Reservation(command.reservationId(), command.orderId(), command.organizationId(), lines, status);
        current.put(reservation.id(), reservation);
        return reservation;
    }

    /// A product named twice is wanted as often as both say together.
    private static List<Line> lines(ReserveStock it) {
        if (it.lines().isEmpty()) {
            throw new IllegalArgumentException("lines: 0 (expected: >= 1)");
        }
        var quantities = new LinkedHashMap<UUID, Long>();
        for (var line : it.lines()) {
            if (line.quantity() < 1) {
                throw new IllegalArgumentException("quantity: " + line.quantity() + " (expected: >= 1)");
            }
            quantities.merge(line.productId(), (long) line.quantity(), Math::addExact);
        }
        return quantities.entrySet().stream()
                .map(entry -> new Line(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static StockReserved reserved(ReserveStock it, Instant expiresAt) {
        return new StockReserved(it.orderId(), it.organizationId(), it.reservationId(), expiresAt);
    }

    private static StockRefused refused(ReserveStock it, String reason) {
        return new StockRefused(it.orderId(), it.organizationId(), it.reservationId(), reason);
    }

    private static ReservationConfirmed confirmed(InventoryCommand it) {
        return new ReservationConfirmed(it.orderId(), it.organizationId(), it.reservationId());
    }

    private static ReservationReleased released(ReleaseReservation it) {
        return new ReservationReleased(it.orderId(), it.organizationId(), it.reservationId());
    }

    private static ReservationRestocked restocked(RestockReservation it) {
        return new ReservationRestocked(it.orderId(), it.organizationId(), it.reservationId());
    }

    private static ReservationLost lost(ConfirmReservation it, String reason) {
        return new ReservationLost(it.orderId(), it.organizationId(), it.reservationId(), reason);
    }
}
