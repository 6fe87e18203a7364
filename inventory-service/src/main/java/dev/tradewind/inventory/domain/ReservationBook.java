package dev.tradewind.inventory.domain;

import dev.tradewind.contracts.HoldEvent.HoldExpired;
import dev.tradewind.contracts.HoldEvent.StockHeld;
import dev.tradewind.contracts.HoldEvent.StockHeld.Left;
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
import dev.tradewind.contracts.Message;
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
import dev.tradewind.inventory.domain.ReservationStatus.Held;
import dev.tradewind.inventory.domain.ReservationStatus.Lapsed;
import dev.tradewind.inventory.domain.ReservationStatus.Packed;
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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Decides about reservations while one transaction has them and the stock of their products locked: in memory, one
/// command after the other, so that any number of orders for one product cost no more than their share of a batch.
///
/// Every command gets an answer and is remembered by its reservation; asking twice changes nothing more.
public final class ReservationBook {

    static final String OUT_OF_STOCK = "out-of-stock";
    static final String UNKNOWN_PRODUCT = "unknown-product";
    static final String RELEASED = "released";
    static final String EXPIRED = "expired";
    static final String SHIPPED = "shipped";

    private final Map<UUID, Reservation> opened = new HashMap<>();
    private final Map<UUID, Reservation> current = new LinkedHashMap<>();
    private final StockBook stock;
    private final CartReservations carts;
    private final Changes changes;

    public ReservationBook(
            Collection<Reservation> reservations,
            Collection<Change> changes,
            Collection<Missing> missing,
            StockBook stock) {
        for (var reservation : reservations) {
            opened.put(reservation.id(), reservation);
            current.put(reservation.id(), reservation);
        }
        this.stock = stock;
        stock.knowMissing(missing);
        this.carts = new CartReservations(stock);
        this.changes = new Changes(changes, stock);
    }

    public StockBook stock() {
        return stock;
    }

    /// Whether for a cart or for an order is seen by the answer's kind.
    public Message decide(InventoryCommand command, Instant now) {
        var found = current.get(command.reservationId());
        if (found != null && !found.organizationId().equals(command.organizationId())) {
            throw new IllegalStateException("Reservation " + found.id() + " is of organisation "
                    + found.organizationId() + " (asked by: " + command.organizationId() + ")");
        }
        if (command instanceof RestockReservation && found != null) {
            changes.giveUp(found);
        }
        var change = ofAChange(command, found, now);
        if (change.isPresent()) {
            return change.get();
        }
        if (command instanceof HoldStock || command instanceof ReserveHeldStock || isOfACart(found)) {
            return ofACart(command, found, now);
        }
        return found == null ? first(command, now) : ofAnOrder(command, found, now);
    }

    /// Empty when the command is about the reservation itself.
    private Optional<OrderReply> ofAChange(InventoryCommand command, @Nullable Reservation found, Instant now) {
        return switch (command) {
            case ReserveChange it -> Optional.of(changes.reserve(it, found));
            case ReleaseChange it -> Optional.of(changes.release(it, found));
            case ConfirmChange it -> {
                var decided = changes.confirm(it, found, now);
                if (decided.reservation() != null) {
                    current.put(it.reservationId(), decided.reservation());
                }
                yield Optional.of(decided.reply());
            }
            case HoldStock _,
                    ReserveStock _,
                    ReserveHeldStock _,
                    ConfirmReservation _,
                    ReleaseReservation _,
                    RestockReservation _ -> Optional.empty();
        };
    }

    private static boolean isOfACart(@Nullable Reservation found) {
        return found != null && found.hold() != null;
    }

    private OrderReply ofAnOrder(InventoryCommand command, Reservation known, Instant now) {
        return switch (command) {
            case ReserveStock it -> again(it, upToDate(known, now));
            case ConfirmReservation it -> confirm(it, upToDate(known, now), now);
            case ReleaseReservation it -> release(it, known);
            case RestockReservation it -> restock(it, known, now);
            case HoldStock _, ReserveHeldStock _, ReserveChange _, ConfirmChange _, ReleaseChange _ ->
                throw forAnother(known);
        };
    }

    private Message ofACart(InventoryCommand command, @Nullable Reservation found, Instant now) {
        var cart = found == null
                ? CartReservations.of(command.reservationId(), command.organizationId())
                : upToDate(found, now);
        return switch (command) {
            case HoldStock it -> keep(carts.hold(it, cart, now));
            case ReserveHeldStock it -> keep(carts.takeOver(it, cart, now));
            case ConfirmReservation it -> keep(carts.confirm(it, cart, now));
            case ReleaseReservation it -> keep(carts.release(it, cart, now));
            case RestockReservation it -> keep(carts.restock(it, cart, now));
            case ReserveStock _, ReserveChange _, ConfirmChange _, ReleaseChange _ -> throw forAnother(cart);
        };
    }

    private <R> R keep(CartReservations.Decided<R> decided) {
        current.put(decided.reservation().id(), decided.reservation());
        return decided.reply();
    }

    private static IllegalStateException forAnother(Reservation known) {
        return new IllegalStateException("Reservation " + known.id() + " is "
                + (known.hold() == null ? "an order's, not a cart's" : "a cart's, not an order's"));
    }

    /// An answer with what is left on the shelf when everything is decided.
    public Message told(Message answer) {
        return answer instanceof StockHeld it ? it.with(this::left) : answer;
    }

    private Left left(UUID productId) {
        var left = stock.written(productId);
        return new Left(left.available(), left.version());
    }

    /// What carts must hear although nobody asked: their time was over.
    public List<HoldExpired> notices() {
        return carts.notices();
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

    /// Reservations that were there before and are different now.
    public List<Reservation> changed() {
        return current.values().stream()
                .filter(reservation ->
                        opened.containsKey(reservation.id()) && !reservation.equals(opened.get(reservation.id())))
                .toList();
    }

    /// Reservations that were there before and whose lines are to be written anew. Those of carts always: whoever had
    /// them locked before us may have left other lines than we read.
    public List<Reservation> relined() {
        return changed().stream()
                .filter(it -> it.hold() != null || !it.lines().equals(opened(it).lines()))
                .toList();
    }

    /// Changes nobody had spoken of before.
    public List<Change> addedChanges() {
        return changes.added();
    }

    /// Changes that were decided now.
    public List<Change> decidedChanges() {
        return changes.changed();
    }

    private Reservation opened(Reservation changed) {
        return opened.getOrDefault(changed.id(), changed);
    }

    private OrderReply first(InventoryCommand command, Instant now) {
        return switch (command) {
            case ReserveStock it -> reserve(it, now);
            // Having said that it is lost, we must not reserve it later.
            case ConfirmReservation it -> {
                remember(it, it.orderId(), List.of(), new Expired());
                yield lost(it, EXPIRED);
            }
            case ReleaseReservation it -> {
                remember(it, it.orderId(), List.of(), new Released());
                yield released(it);
            }
            case RestockReservation it -> {
                remember(it, it.orderId(), List.of(), new Released());
                yield restocked(it);
            }
            case HoldStock _, ReserveHeldStock _, ReserveChange _, ConfirmChange _, ReleaseChange _ ->
                throw new IllegalStateException("Not for a new order: " + command);
        };
    }

    /// All lines or none.
    private OrderReply reserve(ReserveStock it, Instant now) {
        var lines = Wishes.ofAnOrder(it.lines(), it.ttlSeconds());
        var reason = stock.lacks(lines, it.organizationId());
        if (reason.isPresent()) {
            return refuse(it, reason.get());
        }
        // As precise as the database keeps it, so that a repeated request gets the same answer.
        var expiresAt = now.plusSeconds(it.ttlSeconds()).truncatedTo(ChronoUnit.MILLIS);
        stock.reserve(remember(it, it.orderId(), lines, new Reserved(expiresAt)));
        return reserved(it, expiresAt);
    }

    private OrderReply refuse(ReserveStock it, String reason) {
        remember(it, it.orderId(), List.of(), new Refused(reason));
        return refused(it, reason);
    }

    /// What is told is what holds now: stock that has gone back in the meantime is not promised again.
    private static OrderReply again(ReserveStock it, Reservation known) {
        return switch (known.status()) {
            case Reserved(var expiresAt) -> reserved(it, expiresAt);
            case Confirmed(var expiresAt) -> reserved(it, expiresAt);
            case Packed(var expiresAt) -> reserved(it, expiresAt);
            case Shipped(var expiresAt) -> reserved(it, expiresAt);
            case Released _, Restocked _ -> refused(it, RELEASED);
            case Expired _ -> refused(it, EXPIRED);
            case Refused(var reason) -> refused(it, reason);
            case Held _, Lapsed _ -> throw forAnother(known);
        };
    }

    private OrderReply confirm(ConfirmReservation it, Reservation known, Instant now) {
        return switch (known.status()) {
            case Reserved _ -> {
                stock.sell(known, now);
                current.put(known.id(), known.confirm());
                yield confirmed(it.orderId(), it);
            }
            case Confirmed _, Packed _, Shipped _, Restocked _ -> confirmed(it.orderId(), it);
            case Expired _ -> lost(it, EXPIRED);
            case Released _, Refused _ -> lost(it, RELEASED);
            case Held _, Lapsed _ -> throw forAnother(known);
        };
    }

    private OrderReply release(ReleaseReservation it, Reservation known) {
        return switch (known.status()) {
            case Reserved _ -> {
                stock.release(known);
                current.put(known.id(), known.release());
                yield released(it);
            }
            case Confirmed _, Packed _, Shipped _, Restocked _ -> confirmed(it.orderId(), it);
            case Released _, Expired _, Refused _ -> released(it);
            case Held _, Lapsed _ -> throw forAnother(known);
        };
    }

    private OrderReply restock(RestockReservation it, Reservation known, Instant now) {
        return switch (known.status()) {
            case Reserved _ -> {
                stock.release(known);
                current.put(known.id(), known.release());
                yield restocked(it);
            }
            case Confirmed _, Packed _ -> {
                stock.restock(known, now);
                current.put(known.id(), known.restock());
                yield restocked(it);
            }
            case Shipped _ -> new RestockRefused(it.orderId(), it.organizationId(), it.reservationId(), SHIPPED);
            case Restocked _, Released _, Expired _, Refused _ -> restocked(it);
            case Held _, Lapsed _ -> throw forAnother(known);
        };
    }

    private Reservation upToDate(Reservation known, Instant now) {
        if (!known.isOverdue(now)) {
            return known;
        }
        var expired = known.hold() == null ? expire(known) : carts.overdue(known, now);
        current.put(known.id(), expired);
        return expired;
    }

    private Reservation expire(Reservation known) {
        stock.release(known);
        return known.expire();
    }

    private Reservation remember(InventoryCommand command, UUID orderId, List<Line> lines, ReservationStatus status) {
        var reservation = new Reservation(command.reservationId(), orderId, command.organizationId(), lines, status);
        current.put(reservation.id(), reservation);
        return reservation;
    }

    private static StockReserved reserved(ReserveStock it, Instant expiresAt) {
        return new StockReserved(it.orderId(), it.organizationId(), it.reservationId(), expiresAt);
    }

    private static StockRefused refused(ReserveStock it, String reason) {
        return new StockRefused(it.orderId(), it.organizationId(), it.reservationId(), reason);
    }

    private static ReservationConfirmed confirmed(UUID orderId, InventoryCommand it) {
        return new ReservationConfirmed(orderId, it.organizationId(), it.reservationId());
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
