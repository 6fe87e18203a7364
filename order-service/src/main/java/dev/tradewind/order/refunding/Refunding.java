package dev.tradewind.order.refunding;

import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderReply;
import dev.tradewind.contracts.OrderReply.RefundCompleted;
import dev.tradewind.contracts.OrderReply.RefundRefused;
import dev.tradewind.contracts.PaymentCommand.RefundPayment;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import dev.tradewind.messaging.Received;
import dev.tradewind.order.access.Staff;
import dev.tradewind.order.domain.Order;
import dev.tradewind.order.persistence.Orders;
import dev.tradewind.order.persistence.Orders.Happened;
import dev.tradewind.order.refunding.CannotRefund.NoSuchRefund;
import dev.tradewind.order.refunding.CannotRefund.NotPaid;
import dev.tradewind.order.refunding.CannotRefund.NothingOwed;
import dev.tradewind.order.showing.OrderNotFound;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The rest that can be given back is counted under the lock of the order, so two refunds never share it.
@Component
public class Refunding {

    private static final Logger log = LoggerFactory.getLogger(Refunding.class);
    private static final int AT_ONCE = 200;

    private final Refunds refunds;
    private final Orders orders;
    private final Outbox outbox;
    private final Clock clock;

    Refunding(Refunds refunds, Orders orders, Outbox outbox, Clock clock) {
        this.refunds = refunds;
        this.orders = orders;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// In the caller's transaction.
    Refund refund(Staff staff, UUID orderId, RefundRequest request) {
        var order = orders.lock(orderId)
                .filter(it -> it.organizationId().equals(staff.organizationId()))
                .orElseThrow(() -> new OrderNotFound(orderId));
        if (!order.status().stage().isKept()) {
            throw new NotPaid(order.status().word());
        }
        order.undisturbed();
        var rest = order.total().minus(agreedOn(order));
        var refund = Refund.requested(
                Ids.next(), orderId, Refund.Kind.AGREED, request.of(rest), request.reason(), staff.accountId(), now());
        refunds.add(refund);
        ask(order, refund);
        return refund;
    }

    /// What is given back of what the order costs, or will be.
    public Money agreedOn(Order locked) {
        return new Money(refunds.agreed(locked.id()), locked.total().currency());
    }

    /// Money that somebody waits for is asked for once more by hand, in the caller's transaction: under its id while
    /// nobody answered, and under a new one when it was refused, because an answer stays what it is.
    ///
    /// @return under which id
    public UUID askOnceMore(UUID refundId) {
        var orderId = refunds.find(refundId)
                .orElseThrow(() -> new NoSuchRefund(refundId))
                .orderId();
        var order = orders.lock(orderId).orElseThrow();
        var refund = refunds.find(refundId).orElseThrow();
        var now = now();
        if (refund.status() == Refund.Status.REQUESTED) {
            refunds.askedByHand(refundId, now);
            ask(order, refund);
            return refundId;
        }
        // Of what is given up everything went back another way.
        if (!refund.isOwed() || !order.status().stage().isKept()) {
            throw new NothingOwed(refundId);
        }
        var next = refund.again(Ids.next(), now);
        refunds.retriedAs(refundId, next.id());
        refunds.add(next);
        ask(order, next);
        return next.id();
    }

    private void ask(Order order, Refund refund) {
        outbox.append(new RefundPayment(
                order.id(),
                order.organizationId(),
                refund.id(),
                refund.amount(),
                refund.kind().reason()));
    }

    /// Sees to it that what was paid too much arrives; the caller has asked for it in the same transaction.
    public void owe(List<Surplus> surplus, Instant now) {
        surplus.forEach(it -> refunds.add(
                Refund.requested(it.id(), it.orderId(), Refund.Kind.DIFFERENCE, it.amount(), null, it.actor(), now)));
    }

    /// Takes in the answers about refunds among these, in the caller's transaction.
    public void heard(List<Received<OrderReply>> replies) {
        for (var reply : replies) {
            switch (reply.message()) {
                case RefundCompleted it -> settle(it.orderId(), it.refundId(), it.amount(), null, reply);
                case RefundRefused it -> settle(it.orderId(), it.refundId(), it.refunded(), it.reason(), reply);
                default -> {}
            }
        }
    }

    @Scheduled(fixedDelayString = "${tradewind.order.refunds.pause:10s}")
    @Transactional
    void askAgain() {
        var unanswered = refunds.unanswered(now(), AT_ONCE);
        if (!unanswered.isEmpty()) {
            log.atWarn()
                    .addKeyValue(
                            "refundIds",
                            unanswered.stream().map(RefundPayment::refundId).toList())
                    .log("Nobody answered these refunds; they are asked for again, at most " + Refunds.MAX_TRIES
                            + " times");
            outbox.append(unanswered.stream().map(Outgoing::of).toList());
        }
    }

    private void settle(
            UUID orderId, UUID refundId, @Nullable Money went, @Nullable String failure, Received<OrderReply> reply) {
        var now = now();
        var order = orders.lock(orderId)
                .orElseThrow(() -> new IllegalStateException("No order " + orderId + " for refund " + refundId));
        var asked = refunds.find(refundId).map(Refund::amount);
        refunds.settle(refundId, went == null ? 0 : went.amount(), failure, now).ifPresent(it -> {
            // That it costs less was told when it was changed.
            if (it.status() == Refund.Status.REFUNDED && it.kind() == Refund.Kind.AGREED) {
                tell(order, it, now, reply);
            }
            if (failure != null) {
                keepOwed(it, asked.orElseThrow(), now);
            }
        });
    }

    /// What staff agreed on and did not go can be refunded again by staff. What the order costs less stays owed until
    /// an operator has seen to it.
    private void keepOwed(Refund settled, Money asked, Instant now) {
        if (settled.kind() == Refund.Kind.DIFFERENCE && settled.status() == Refund.Status.REFUNDED) {
            var rest = asked.minus(settled.amount());
            if (rest.amount() > 0) {
                refunds.add(settled.unpaid(Ids.next(), rest, now));
            }
        }
        log.atError()
                .addKeyValue("orderId", settled.orderId())
                .addKeyValue("refundId", settled.id())
                .addKeyValue("why", settled.failure())
                .addKeyValue("kind", settled.kind())
                .log("A refund was refused, or a part of it");
    }

    private void tell(Order order, Refund refund, Instant now, Received<OrderReply> reply) {
        var total = new Money(refunds.settled(order.id()), refund.amount().currency());
        var change = order.refunded(refund.id(), refund.amount(), total, now);
        orders.update(List.of(change.order()), now);
        orders.record(change.events().stream()
                .map(it -> new Happened(it, refund.actor().toString(), reply.id()))
                .toList());
        outbox.append(change.events().stream().map(reply::causes).toList());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
