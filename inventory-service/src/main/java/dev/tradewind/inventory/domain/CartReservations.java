package dev.tradewind.inventory.domain;

import dev.tradewind.contracts.HoldEvent;
import dev.tradewind.contracts.HoldEvent.HoldExpired;
import dev.tradewind.contracts.HoldEvent.StockHeld;
import dev.tradewind.contracts.InventoryCommand.ConfirmReservation;
import dev.tradewind.contracts.InventoryCommand.HoldStock;
import dev.tradewind.contracts.InventoryCommand.ReleaseReservation;
import dev.tradewind.contracts.InventoryCommand.ReserveHeldStock;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Decides about the reservations of carts: held, taken over by an order, sold or given back to the cart.
final class CartReservations {

    private final StockBook stock;
    private final List<HoldExpired> notices = new ArrayList<>();

    CartReservations(StockBook stock) {
        this.stock = stock;
    }

    /// Holds whose time was over, in the order in which that was noticed.
    List<HoldExpired> notices() {
        return List.copyOf(notices);
    }

    /// What is decided: the reservation as it is from now on, and the answer.
    record Decided<R>(Reservation reservation, R reply) {}

    static Reservation of(UUID id, UUID organizationId) {
        return new Reservation(id, null, organizationId, List.of(), new Lapsed(), Hold.NONE);
    }

    /// As many of each product as there are. While an order has the reservation a wish comes too late: the cart is
    /// told what is so.
    Decided<HoldEvent> hold(HoldStock it, Reservation cart, Instant now) {
        var hold = holdOf(cart);
        var isOpen = cart.status() instanceof Held || cart.status() instanceof Lapsed;
        if (!isOpen || it.revision() <= hold.revision()) {
            return held(cart, now);
        }
        putBack(cart);
        var lines = Wishes.of(it.lines()).stream()
                .filter(line -> stock.knows(line, it.organizationId()))
                .map(line -> new Line(line.productId(), Math.min(line.quantity(), stock.available(line))))
                .filter(line -> line.quantity() > 0)
                .toList();
        // Also after an empty wish: whoever puts everything back and takes it again does not begin anew.
        var latest = hold.latest().isAfter(now) ? hold.latest() : precise(now.plusSeconds(it.longestSeconds()));
        var expiresAt = earlier(precise(now.plusSeconds(it.ttlSeconds())), latest);
        var wished = hold.wished(it.revision());
        if (lines.isEmpty()) {
            return held(in(cart, null, List.of(), new Lapsed(), wished.until(Instant.EPOCH, latest)), now);
        }
        var next = in(cart, null, lines, new Held(expiresAt), wished.until(expiresAt, latest));
        stock.reserve(next);
        return held(next, now);
    }

    /// All lines or none: what the cart holds counts, the rest comes from the shelf.
    Decided<OrderReply> takeOver(ReserveHeldStock it, Reservation cart, Instant now) {
        var hold = holdOf(cart);
        var told = hold.ended().get(it.orderId());
        if (told != null) {
            return new Decided<>(cart, refused(it, told));
        }
        return switch (cart.status()) {
            case Reserved(var expiresAt) -> taken(it, cart, expiresAt);
            case Confirmed(var expiresAt) -> taken(it, cart, expiresAt);
            case Packed(var expiresAt) -> taken(it, cart, expiresAt);
            case Shipped(var expiresAt) -> taken(it, cart, expiresAt);
            case Restocked _ -> new Decided<>(cart, refused(it, ReservationBook.RELEASED));
            case Held _, Lapsed _ -> reserve(it, cart, hold, now);
            case Released _, Expired _, Refused _ -> throw notOfACart(cart);
        };
    }

    Decided<OrderReply> confirm(ConfirmReservation it, Reservation cart, Instant now) {
        if (cart.isOf(it.orderId())) {
            if (cart.status() instanceof Reserved) {
                stock.sell(cart, now);
                return new Decided<>(cart.confirm(), confirmed(it.orderId(), cart));
            }
            return new Decided<>(cart, confirmed(it.orderId(), cart));
        }
        // Having said that it is lost, we must not reserve it later.
        var hold = holdOf(cart).ended(it.orderId(), ReservationBook.EXPIRED);
        var reason = ReservationBook.EXPIRED.equals(hold.ended().get(it.orderId()))
                ? ReservationBook.EXPIRED
                : ReservationBook.RELEASED;
        var lost = new ReservationLost(it.orderId(), it.organizationId(), it.reservationId(), reason);
        return new Decided<>(in(cart, cart.orderId(), cart.lines(), cart.status(), hold), lost);
    }

    Decided<OrderReply> release(ReleaseReservation it, Reservation cart, Instant now) {
        var released = new ReservationReleased(it.orderId(), it.organizationId(), it.reservationId());
        if (cart.isOf(it.orderId())) {
            return cart.status() instanceof Reserved
                    ? new Decided<>(backToTheCart(cart, ReservationBook.RELEASED, now), released)
                    : new Decided<>(cart, confirmed(it.orderId(), cart));
        }
        var hold = holdOf(cart).ended(it.orderId(), ReservationBook.RELEASED);
        return new Decided<>(in(cart, cart.orderId(), cart.lines(), cart.status(), hold), released);
    }

    /// An order that is cancelled keeps nothing. What was sold goes to the shelf: its cart is no more.
    Decided<OrderReply> restock(RestockReservation it, Reservation cart, Instant now) {
        var restocked = new ReservationRestocked(it.orderId(), it.organizationId(), it.reservationId());
        if (!cart.isOf(it.orderId())) {
            var hold = holdOf(cart).ended(it.orderId(), ReservationBook.RELEASED);
            return new Decided<>(in(cart, cart.orderId(), cart.lines(), cart.status(), hold), restocked);
        }
        return switch (cart.status()) {
            case Reserved _ -> new Decided<>(backToTheCart(cart, ReservationBook.RELEASED, now), restocked);
            case Confirmed _, Packed _ -> {
                stock.restock(cart, now);
                yield new Decided<>(cart.restock(), restocked);
            }
            case Shipped _ ->
                new Decided<>(
                        cart,
                        new RestockRefused(
                                it.orderId(), it.organizationId(), it.reservationId(), ReservationBook.SHIPPED));
            case Restocked _ -> new Decided<>(cart, restocked);
            case Held _, Lapsed _, Released _, Expired _, Refused _ -> throw notOfACart(cart);
        };
    }

    /// Whose time is over loses it: an order to its cart, a cart to the shelf.
    Reservation overdue(Reservation cart, Instant now) {
        return cart.status() instanceof Reserved
                ? backToTheCart(cart, ReservationBook.EXPIRED, now)
                : backToTheShelf(cart, now);
    }

    private Decided<OrderReply> reserve(ReserveHeldStock it, Reservation cart, Hold hold, Instant now) {
        var lines = Wishes.ofAnOrder(it.lines(), it.ttlSeconds());
        putBack(cart);
        var reason = stock.lacks(lines, it.organizationId());
        if (reason.isPresent()) {
            takeAgain(cart);
            var ended = hold.ended(it.orderId(), reason.get());
            return new Decided<>(in(cart, null, cart.lines(), cart.status(), ended), refused(it, reason.get()));
        }
        var expiresAt = precise(now.plusSeconds(it.ttlSeconds()));
        var next = in(cart, it.orderId(), lines, new Reserved(expiresAt), hold);
        stock.reserve(next);
        return new Decided<>(next, reserved(it, expiresAt));
    }

    private static Decided<OrderReply> taken(ReserveHeldStock it, Reservation cart, Instant expiresAt) {
        return new Decided<>(
                cart, cart.isOf(it.orderId()) ? reserved(it, expiresAt) : refused(it, ReservationBook.RELEASED));
    }

    private Reservation backToTheCart(Reservation cart, String reason, Instant now) {
        var order = cart.orderId();
        if (order == null) {
            throw notOfACart(cart);
        }
        var hold = holdOf(cart).ended(order, reason);
        var back = in(cart, null, cart.lines(), new Held(hold.expiresAt()), hold);
        return hold.isOver(now) ? backToTheShelf(back, now) : back;
    }

    private Reservation backToTheShelf(Reservation cart, Instant now) {
        stock.release(cart);
        var hold = holdOf(cart);
        notices.add(new HoldExpired(cart.id(), cart.organizationId(), hold.revision(), now));
        return in(cart, null, List.of(), new Lapsed(), hold.until(Instant.EPOCH, Instant.EPOCH));
    }

    private void putBack(Reservation cart) {
        if (cart.status() instanceof Held) {
            stock.release(cart);
        }
    }

    private void takeAgain(Reservation cart) {
        if (cart.status() instanceof Held) {
            stock.reserve(cart);
        }
    }

    private static Decided<HoldEvent> held(Reservation cart, Instant now) {
        var hold = holdOf(cart);
        var isHeld = cart.status() instanceof Held;
        var lines = isHeld ? cart.lines() : List.<Line>of();
        return new Decided<>(
                cart,
                new StockHeld(
                        cart.id(),
                        cart.organizationId(),
                        hold.revision(),
                        lines.stream()
                                .map(line -> new StockHeld.Line(line.productId(), line.quantity(), null))
                                .toList(),
                        isHeld ? hold.expiresAt() : null,
                        now));
    }

    private static Hold holdOf(Reservation cart) {
        if (cart.hold() == null) {
            throw notOfACart(cart);
        }
        return cart.hold();
    }

    private static IllegalStateException notOfACart(Reservation reservation) {
        return new IllegalStateException("Reservation " + reservation.id() + " is not a cart's: " + reservation);
    }

    private static Reservation in(
            Reservation cart, @Nullable UUID orderId, List<Line> lines, ReservationStatus status, Hold hold) {
        return new Reservation(cart.id(), orderId, cart.organizationId(), lines, status, hold);
    }

    /// As precise as the database keeps it, so that a repeated request gets the same answer.
    private static Instant precise(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static StockReserved reserved(ReserveHeldStock it, Instant expiresAt) {
        return new StockReserved(it.orderId(), it.organizationId(), it.reservationId(), expiresAt);
    }

    private static StockRefused refused(ReserveHeldStock it, String reason) {
        return new StockRefused(it.orderId(), it.organizationId(), it.reservationId(), reason);
    }

    private static ReservationConfirmed confirmed(UUID orderId, Reservation cart) {
        return new ReservationConfirmed(orderId, cart.organizationId(), cart.id());
    }
}
