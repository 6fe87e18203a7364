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
import dev.tradewind.order.refunding.CannotRefund.NotPaid;
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
        var rest = new Money(
                order.total().amount() - refunds.agreed(orderId), order.total().currency());
        var refund = new Refund(
                Ids.next(),
                orderId,
                Refund.Kind.AGREED,
                request.of(rest),
                Refund.Status.REQUESTED,
                request.reason(),
                staff.accountId(),
                null,
                now(),
                null);
        refunds.add(refund);
        outbox.append(new RefundPayment(
                orderId,
                order.organizationId(),
                refund.id(),
                refund.amount(),
                refund.kind().reason()));
        return refund;
    }

    /// Whether something of what the order costs is given back, or will be.
    public boolean hasAgreedOn(UUID orderId) {
        return refunds.agreed(orderId) > 0;
    }

    /// Sees to it that what was paid too much arrives; the caller has asked for it in the same transaction.
    public void owe(List<Surplus> surplus, Instant now) {
        surplus.forEach(it -> refunds.add(new Refund(
                it.id(),
                it.orderId(),
                Refund.Kind.DIFFERENCE,
                it.amount(),
                Refund.Status.REQUESTED,
                null,
                it.actor(),
                null,
                now,
                null)));
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
        refunds.settle(refundId, went == null ? 0 : went.amount(), failure, now).ifPresent(it -> {
            if (it.status() == Refund.Status.REFUNDED) {
                // That it costs less was told when it was changed.
                if (it.kind() == Refund.Kind.AGREED) {
                    tell(order, it, now, reply);
                }
            } else {
                log.atError()
                        .addKeyValue("orderId", orderId)
                        .addKeyValue("refundId", refundId)
                        .addKeyValue("why", failure)
                        .addKeyValue("kind", it.kind())
                        .log("A refund was refused; what staff agreed on can be refunded again");
            }
        });
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
