package dev.tradewind.payment.domain;

import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderReply.PaymentVoided;
import dev.tradewind.contracts.PaymentCommand;
import dev.tradewind.contracts.PaymentCommand.ChargeDifference;
import dev.tradewind.contracts.PaymentCommand.ChargePayment;
import dev.tradewind.contracts.PaymentCommand.RefundPayment;
import dev.tradewind.contracts.PaymentCommand.VoidDifference;
import dev.tradewind.contracts.PaymentCommand.VoidPayment;
import dev.tradewind.payment.domain.PaymentStatus.Approved;
import dev.tradewind.payment.domain.PaymentStatus.Declined;
import dev.tradewind.payment.domain.PaymentStatus.Open;
import dev.tradewind.payment.domain.PaymentStatus.Pending;
import dev.tradewind.payment.domain.PaymentStatus.Refunded;
import dev.tradewind.payment.domain.PaymentStatus.Refunding;
import dev.tradewind.payment.domain.PaymentStatus.Voided;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The money of one order: its first charge, and one payment for each difference charged later, in the order in
/// which they were asked for. Their events share one sequence.
public record OrderPayments(List<Payment> all) {

    /// What somebody decides with: who charges what is new, why, when, and how new things are called.
    public record Occasion(String provider, Cause cause, Instant now, Supplier<UUID> newId) {}

    public OrderPayments {
        all = List.copyOf(all);
    }

    public Decision on(PaymentCommand command, Occasion occasion) {
        return switch (command) {
            case ChargePayment it -> charge(it, occasion);
            case ChargeDifference it -> charge(it, occasion);
            case VoidPayment it -> voidAll(it, occasion);
            case VoidDifference it -> voidOne(new Charge(it.chargeId(), it.orderId(), it.organizationId()), occasion);
            case RefundPayment it -> new Refunds(this).request(it, occasion);
        };
    }

    /// Takes in what a provider answered about one of the payments.
    public Decision on(UUID paymentId, Outcome outcome, UUID lease, Instant now, Supplier<UUID> newId) {
        var before = payment(paymentId);
        var decision = apply(before, it -> it.on(outcome, lease, now, newId));
        return switch (outcome) {
            case Outcome.Refunded(var refundId, var _) -> new Refunds(this).answer(before, refundId, decision);
            case Outcome.RefundRefused(var refundId, var _) -> new Refunds(this).answer(before, refundId, decision);
            case Outcome.Charged _,
                    Outcome.Declined _,
                    Outcome.Cancelled _,
                    Outcome.Unknown _,
                    Outcome.Undecided _,
                    Outcome.NotNow _ -> decision;
        };
    }

    public Payment payment(UUID id) {
        return all.stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    }

    private Optional<Payment> of(UUID chargeId) {
        return all.stream().filter(it -> it.charge().id().equals(chargeId)).findFirst();
    }

    private Decision charge(ChargePayment command, Occasion occasion) {
        return of(command.orderId())
                .map(payment -> apply(payment, it -> it.chargeAgain(occasion.now)))
                .orElseGet(() -> saying(Payment.pending(
                        command, occasion.newId.get(), occasion.provider, occasion.cause, occasion.now)));
    }

    private Decision charge(ChargeDifference command, Occasion occasion) {
        var known = of(command.chargeId());
        if (known.isPresent()) {
            return apply(known.get(), it -> it.chargeAgain(occasion.now));
        }
        var charge = new Charge(command.chargeId(), command.orderId(), command.organizationId());
        var first = of(command.orderId());
        if (first.isEmpty()) {
            return new Decision(this, List.of(charge.refused("not-captured")));
        }
        return switch (first.get().status()) {
            case Approved(var _, var reference, var _) -> {
                var bill = new Bill(command.customerId(), command.amount(), command.method());
                var card =
                        command.cardToken() == null ? new Card.OnFile(reference) : new Card.Token(command.cardToken());
                // Who charged the order has its card on file.
                var provider = card instanceof Card.OnFile ? first.get().provider() : occasion.provider;
                var pending = new Pending(bill, card, false);
                yield saying(
                        Payment.pending(occasion.newId.get(), charge, pending, provider, occasion.cause, occasion.now));
            }
            case Open _, Declined _ -> new Decision(this, List.of(charge.refused("not-captured")));
            case Voided _, Refunding _, Refunded _ -> new Decision(this, List.of(charge.refused("voided")));
        };
    }

    private Decision voidOne(Charge charge, Occasion occasion) {
        return of(charge.id())
                .map(payment -> apply(payment, it -> it.voiding(occasion.cause, occasion.now, occasion.newId)))
                .orElseGet(() -> {
                    var voided = Payment.voidedBefore(charge, occasion.newId.get(), occasion.provider, occasion.cause);
                    return with(voided.payment()).decided(voided.messages());
                });
    }

    /// The differences first, so that the order is answered as soon as its first charge is settled as well.
    private Decision voidAll(VoidPayment command, Occasion occasion) {
        var decision = decided(List.of());
        var messages = new ArrayList<Message>();
        for (var difference : all.reversed()) {
            if (!difference.charge().isFirst()) {
                decision = decision.payments().voidOne(difference.charge(), occasion);
                messages.addAll(decision.messages());
            }
        }
        // The order is answered once, by its first charge or by whichever is settled last.
        messages.removeIf(PaymentVoided.class::isInstance);
        var order = new Charge(command.orderId(), command.orderId(), command.organizationId());
        decision = decision.payments().voidOne(order, occasion);
        messages.addAll(decision.messages());
        return new Decision(decision.payments(), messages);
    }

    /// Of the order as a whole is only said that it is voided when no charge of it is left.
    private Decision apply(Payment before, Function<Payment, Change> step) {
        var change = step.apply(before.counting(version()));
        var after = change.payment();
        if (change.messages().stream().noneMatch(it -> it.sequence() > 0)) {
            after = after.counting(before.version());
        }
        var payments = with(after);
        var messages = new ArrayList<>(change.messages());
        var isAnswer = messages.removeIf(PaymentVoided.class::isInstance);
        var isLast = !after.charge().isFirst() && after.isSettled() && !before.isSettled();
        if ((isAnswer || (isLast && payments.isFirstSettled())) && payments.isSettled()) {
            messages.add(after.charge().ofOrder().voided(payments.paidBack()));
        }
        return payments.decided(messages);
    }

    private boolean isFirstSettled() {
        var first = all.getFirst().charge().orderId();
        return of(first).filter(Payment::isSettled).isPresent();
    }

    private boolean isSettled() {
        return all.stream().allMatch(Payment::isSettled);
    }

    private @Nullable Money paidBack() {
        return all.stream()
                .map(Payment::paidBack)
                .filter(Objects::nonNull)
                .reduce(Money::plus)
                .orElse(null);
    }

    private long version() {
        return all.stream().mapToLong(Payment::version).max().orElse(0);
    }

    private Decision saying(Payment added, Message... messages) {
        return with(added).decided(List.of(messages));
    }

    Decision decided(List<Message> messages) {
        return new Decision(this, messages);
    }

    OrderPayments with(Payment payment) {
        var isKnown = all.stream().anyMatch(it -> it.id().equals(payment.id()));
        return new OrderPayments(
                isKnown
                        ? all.stream()
                                .map(it -> it.id().equals(payment.id()) ? payment : it)
                                .toList()
                        : Stream.concat(all.stream(), Stream.of(payment)).toList());
    }
}
