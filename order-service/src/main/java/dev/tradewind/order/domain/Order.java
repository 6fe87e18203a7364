package dev.tradewind.order.domain;

import dev.tradewind.contracts.Money;
import dev.tradewind.order.domain.CannotChange.ChangeRunning;
import dev.tradewind.order.domain.CannotChange.TooLateToModify;
import dev.tradewind.order.domain.OrderStatus.Cancelled;
import dev.tradewind.order.domain.OrderStatus.Kept;
import dev.tradewind.order.domain.OrderStatus.Pending;
import dev.tradewind.order.domain.OrderStatus.Rejected;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What may still change about an order. Immutable: a transition answers the order as it is afterwards.
///
/// @param openChange a wish that others still decide about
/// @param version counts every change, for `ETag`
/// @param sequence the position of its newest event in `order_events`
public record Order(
        UUID id,
        UUID organizationId,
        UUID storeId,
        UUID customerId,
        Fulfilment fulfilment,
        Money total,
        OrderStatus status,
        Payment payment,
        Reservation reservation,
        Handling handling,
        @Nullable OpenChange openChange,
        long version,
        long sequence) {

    /// An order as it was just accepted; its first event is OrderPlaced.
    public static Order placed(
            UUID id, UUID organizationId, UUID storeId, UUID customerId, Fulfilment fulfilment, Money total) {
        return new Order(
                id,
                organizationId,
                storeId,
                customerId,
                fulfilment,
                total,
                new Pending(),
                Payment.PENDING,
                Reservation.HELD,
                Handling.NONE,
                null,
                1,
                1);
    }

    /// Takes over what the participants said; nothing is announced for it.
    public Order knowing(Payment payment, Reservation reservation) {
        return payment.equals(this.payment) && reservation.equals(this.reservation)
                ? this
                : with(total, status, payment, reservation, handling, openChange, 0);
    }

    /// Goods and money are certain.
    public Order confirm(Instant now) {
        return switch (status) {
            case Pending _ when payment.status() != Payment.Status.APPROVED -> throw cannot("confirm unpaid");
            case Pending _
            when reservation.status() != Reservation.Status.CONFIRMED -> throw cannot("confirm without stock");
            case Pending _ -> in(new Kept(Stage.CONFIRMED, now), 1);
            case Kept _ -> this;
            case Rejected _, Cancelled _ -> throw cannot("confirm");
        };
    }

    /// It will not be fulfilled, and nothing is kept for it.
    public Order reject(String reason, Instant now) {
        return switch (status) {
            case Pending _ when payment.holdsMoney() -> throw cannot("reject paid");
            case Pending _ when reservation.holdsStock() -> throw cannot("reject supplied");
            case Pending _ -> settled().in(new Rejected(reason, now), 1);
            case Rejected _ -> this;
            case Kept _, Cancelled _ -> throw cannot("reject");
        };
    }

    /// Those who handle the goods are a step further, or only know more.
    public Change step(Stage to, Party by, News news, Instant now) {
        var from = status.stage();
        if (from != to || !from.isKept() || from.isEnd() || !news.tellsMoreThan(handling)) {
            if (to == Stage.CANCELLED) {
                throw new CannotChange.IllegalTransition(from, to, steps(by));
            }
            Lifecycle.check(from, to, fulfilment, by);
        }
        // What the warehouse did is done, whatever somebody wishes.
        if (by != Party.WAREHOUSE) {
            undisturbed();
        }
        var handling = this.handling.estimated(news.estimatedReadyAt()).tracked(news.trackingNumber());
        var next = from == to ? status : new Kept(to, now);
        var told = from == to ? 1 : Telling.isMilestone(to) ? 2 : 1;
        var after = with(total, next, payment, reservation, handling, openChange, told);
        return new Change(after, Telling.step(this, after, news, now));
    }

    /// What a step of this party may lead to.
    public Set<Stage> steps(Party by) {
        var next = EnumSet.noneOf(Stage.class);
        next.addAll(Lifecycle.next(status.stage(), fulfilment, by));
        next.remove(Stage.CANCELLED);
        return next;
    }

    /// Given up; nothing of it leaves the house any more.
    public Change cancel(Party by, Instant now) {
        mayBeCancelled(by);
        var last = status instanceof Pending ? settled() : this;
        var next = last.with(total, new Cancelled(now), last.payment, last.reservation, handling, null, 1);
        return new Change(next, List.of(Telling.cancelled(this, next, by, now)));
    }

    /// Money went back. Of an order that is given up all of it goes back anyway.
    ///
    /// @param refunded the sum of all refunds
    public Change refunded(UUID refundId, Money amount, Money refunded, Instant now) {
        var known = status.stage().isKept()
                ? payment.in(
                        refunded.amount() < total.amount()
                                ? Payment.Status.PARTIALLY_REFUNDED
                                : Payment.Status.REFUNDED)
                : payment;
        var next = with(total, status, known, reservation, handling, openChange, 1);
        return new Change(next, List.of(Telling.refunded(next, refundId, amount, refunded, now)));
    }

    /// It has other lines from now on, and what it costs has been settled.
    public Change modified(Revision revision, Instant now) {
        // Of what is paid on top nothing was given back.
        var isPartOfMore =
                payment.status() == Payment.Status.REFUNDED && revision.total().amount() > total.amount();
        var known = isPartOfMore ? payment.in(Payment.Status.PARTIALLY_REFUNDED) : payment;
        var next = with(revision.total(), status, known, reservation, handling, null, 1);
        return new Change(next, List.of(Telling.modified(this, next, revision, now)));
    }

    /// Refuses once somebody has begun with the goods, and while others decide about an earlier wish.
    public void mayBeModified() {
        switch (status.stage()) {
            case PENDING, CONFIRMED -> undisturbed();
            case PREPARING, READY, PACKED, OUT_FOR_DELIVERY, SHIPPED, DELIVERED, COMPLETED, REJECTED, CANCELLED ->
                throw new TooLateToModify(status.stage());
        }
    }

    /// Refuses when it is too late for that.
    public void mayBeCancelled(Party by) {
        Lifecycle.check(status.stage(), Stage.CANCELLED, fulfilment, by);
    }

    /// Others are asked whether it can still change, and how.
    public Order asking(OpenChange change) {
        undisturbed();
        return with(total, status, payment, reservation, handling, change, 0);
    }

    /// They have decided.
    public Order answered() {
        return openChange == null ? this : with(total, status, payment, reservation, handling, null, 0);
    }

    /// Refuses while others decide about an earlier wish.
    public void undisturbed() {
        if (openChange != null) {
            throw new ChangeRunning(openChange);
        }
    }

    /// What was never asked for can no longer come.
    private Order settled() {
        return knowing(
                payment.status() == Payment.Status.PENDING ? payment.in(Payment.Status.VOIDED) : payment,
                reservation.status() == Reservation.Status.HELD
                        ? reservation.in(Reservation.Status.RELEASED)
                        : reservation);
    }

    private Order in(OrderStatus next, int events) {
        return with(total, next, payment, reservation, handling, openChange, events);
    }

    private Order with(
            Money total,
            OrderStatus status,
            Payment payment,
            Reservation reservation,
            Handling handling,
            @Nullable OpenChange openChange,
            int events) {
        return new Order(
                id,
                organizationId,
                storeId,
                customerId,
                fulfilment,
                total,
                status,
                payment,
                reservation,
                handling,
                openChange,
                version + 1,
                sequence + events);
    }

    private IllegalStateException cannot(String transition) {
        return new IllegalStateException(
                "Cannot " + transition + " order " + id + " in " + status + ", " + payment + ", " + reservation);
    }
}
