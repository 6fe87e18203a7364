package dev.tradewind.inventory.domain;

import dev.tradewind.contracts.InventoryCommand.ConfirmChange;
import dev.tradewind.contracts.InventoryCommand.ReleaseChange;
import dev.tradewind.contracts.InventoryCommand.ReserveChange;
import dev.tradewind.contracts.OrderReply;
import dev.tradewind.contracts.OrderReply.ChangeConfirmed;
import dev.tradewind.contracts.OrderReply.ChangeLost;
import dev.tradewind.contracts.OrderReply.ChangeRefused;
import dev.tradewind.contracts.OrderReply.ChangeReleased;
import dev.tradewind.contracts.OrderReply.ChangeReserved;
import dev.tradewind.inventory.domain.Change.Status;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Decides about changes of what was sold: the additional pieces are set aside first, and only a confirmed change sells
/// them and puts back what is not wanted any more. So until then the order keeps every piece it had.
final class Changes {

    static final String PACKED = "packed";
    static final String NOT_SOLD = "not-sold";
    static final String CHANGE_RUNNING = "change-running";

    private final Map<UUID, Change> opened = new HashMap<>();
    private final Map<UUID, Change> current = new LinkedHashMap<>();
    private final StockBook stock;

    Changes(Collection<Change> changes, StockBook stock) {
        changes.forEach(it -> {
            opened.put(it.id(), it);
            current.put(it.id(), it);
        });
        this.stock = stock;
    }

    List<Change> added() {
        return current.values().stream()
                .filter(it -> !opened.containsKey(it.id()))
                .toList();
    }

    List<Change> changed() {
        return current.values().stream()
                .filter(it -> opened.containsKey(it.id()) && !it.equals(opened.get(it.id())))
                .toList();
    }

    OrderReply reserve(ReserveChange it, @Nullable Reservation sold) {
        var known = current.get(it.changeId());
        if (known != null) {
            return known.reason() == null ? reserved(it) : refused(it, known.reason());
        }
        var lines = Wishes.of(it.lines());
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("lines: 0 (expected: >= 1)");
        }
        if (sold == null || !sold.isOf(it.orderId())) {
            return refuse(it, NOT_SOLD);
        }
        var reason = whyNot(sold, lines);
        if (reason.isPresent()) {
            return refuse(it, reason.get());
        }
        stock.reserve(more(sold.lines(), lines));
        keep(new Change(it.changeId(), it.reservationId(), it.orderId(), lines, Status.OPEN, null));
        return reserved(it);
    }

    private Optional<String> whyNot(Reservation sold, List<Line> lines) {
        return switch (sold.status()) {
            case Confirmed _ ->
                open(sold.id())
                        .map(_ -> CHANGE_RUNNING)
                        .or(() -> stock.lacks(more(sold.lines(), lines), sold.organizationId()));
            case Packed _ -> Optional.of(PACKED);
            case Shipped _ -> Optional.of(ReservationBook.SHIPPED);
            case Restocked _, Released _ -> Optional.of(ReservationBook.RELEASED);
            case Reserved _, Expired _, Refused _, Held _, Lapsed _ -> Optional.of(NOT_SOLD);
        };
    }

    /// The reservation as it is from now on, and the answer.
    record Decided(@Nullable Reservation reservation, OrderReply reply) {}

    Decided confirm(ConfirmChange it, @Nullable Reservation sold, Instant now) {
        var known = current.get(it.changeId());
        if (known == null) {
            // Having said that it is lost, we must not set it aside later.
            keep(never(it.changeId(), it.reservationId(), it.orderId()));
            return new Decided(sold, lost(it, ReservationBook.RELEASED));
        }
        if (known.reason() != null) {
            return new Decided(sold, lost(it, known.reason()));
        }
        if (!known.isOpen() || sold == null) {
            return new Decided(sold, confirmed(it.orderId(), it.organizationId(), it.reservationId(), it.changeId()));
        }
        stock.sell(sold, more(sold.lines(), known.lines()), known.id(), now);
        stock.restock(sold, more(known.lines(), sold.lines()), known.id(), now);
        keep(known.confirmed());
        return new Decided(
                sold.wanting(known.lines()),
                confirmed(it.orderId(), it.organizationId(), it.reservationId(), it.changeId()));
    }

    OrderReply release(ReleaseChange it, @Nullable Reservation sold) {
        var known = current.get(it.changeId());
        if (known == null) {
            keep(never(it.changeId(), it.reservationId(), it.orderId()));
        } else if (known.isOpen()) {
            giveBack(known, sold);
        } else if (known.status() == Status.CONFIRMED) {
            return confirmed(it.orderId(), it.organizationId(), it.reservationId(), it.changeId());
        }
        return new ChangeReleased(it.orderId(), it.organizationId(), it.reservationId(), it.changeId());
    }

    /// An order of which nothing is kept is not changed either.
    void giveUp(Reservation sold) {
        open(sold.id()).ifPresent(it -> giveBack(it, sold));
    }

    private void giveBack(Change change, @Nullable Reservation sold) {
        stock.release(more(sold == null ? List.of() : sold.lines(), change.lines()));
        keep(change.released());
    }

    private Optional<Change> open(UUID reservationId) {
        return current.values().stream()
                .filter(it -> it.reservationId().equals(reservationId) && it.isOpen())
                .findFirst();
    }

    /// What the second has more of than the first.
    private static List<Line> more(List<Line> than, List<Line> in) {
        var had = than.stream().collect(Collectors.toMap(Line::productId, Line::quantity));
        return in.stream()
                .map(it -> new Line(it.productId(), it.quantity() - had.getOrDefault(it.productId(), 0L)))
                .filter(it -> it.quantity() > 0)
                .toList();
    }

    private void keep(Change change) {
        current.put(change.id(), change);
    }

    private static Change never(UUID id, UUID reservationId, UUID orderId) {
        return new Change(id, reservationId, orderId, List.of(), Status.RELEASED, ReservationBook.RELEASED);
    }

    private OrderReply refuse(ReserveChange it, String reason) {
        keep(new Change(it.changeId(), it.reservationId(), it.orderId(), List.of(), Status.REFUSED, reason));
        return refused(it, reason);
    }

    private static ChangeReserved reserved(ReserveChange it) {
        return new ChangeReserved(it.orderId(), it.organizationId(), it.reservationId(), it.changeId());
    }

    private static ChangeRefused refused(ReserveChange it, String reason) {
        return new ChangeRefused(it.orderId(), it.organizationId(), it.reservationId(), it.changeId(), reason);
    }

    private static ChangeLost lost(ConfirmChange it, String reason) {
        return new ChangeLost(it.orderId(), it.organizationId(), it.reservationId(), it.changeId(), reason);
    }

    private static ChangeConfirmed confirmed(UUID orderId, UUID organizationId, UUID reservationId, UUID changeId) {
        return new ChangeConfirmed(orderId, organizationId, reservationId, changeId);
    }
}
