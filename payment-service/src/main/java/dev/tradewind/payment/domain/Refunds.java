package dev.tradewind.payment.domain;

import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderReply;
import dev.tradewind.contracts.OrderReply.RefundCompleted;
import dev.tradewind.contracts.OrderReply.RefundRefused;
import dev.tradewind.contracts.PaymentCommand.RefundPayment;
import dev.tradewind.payment.domain.OrderPayments.Occasion;
import dev.tradewind.payment.domain.PaymentStatus.Approved;
import dev.tradewind.payment.domain.PaymentStatus.Captured;
import dev.tradewind.payment.domain.Refund.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Refunds of an order, spread over its payments: the last charge gives first.
record Refunds(OrderPayments payments) {

    Decision request(RefundPayment command, Occasion occasion) {
        var parts = parts(payments, command.refundId());
        if (!parts.isEmpty()) {
            return again(command, parts, occasion);
        }
        if (command.amount().amount() == 0) {
            return payments.decided(List.of(new RefundCompleted(
                    command.orderId(), command.organizationId(), command.refundId(), command.amount())));
        }
        var taken = payments.all().reversed().stream()
                .filter(it -> it.status() instanceof Captured)
                .toList();
        if (taken.isEmpty()) {
            return payments.decided(List.of(refused(command, "not-captured")));
        }
        var givers =
                taken.stream().filter(it -> it.status() instanceof Approved).toList();
        if (refundable(givers) < command.amount().amount()) {
            var reason = givers.isEmpty() ? "voided" : "exceeds-captured";
            var refund = Refund.requested(
                            command.refundId(),
                            command.refundId(),
                            command.amount(),
                            command.reason(),
                            occasion.cause())
                    .in(new Refused(reason));
            return payments.with(taken.getFirst().refuse(refund)).decided(List.of(refused(command, reason)));
        }
        return take(command, givers, occasion);
    }

    /// The answer to whoever asked, once every part of the request is decided.
    Decision answer(Payment before, UUID refundId, Decision decision) {
        var refund = before.refund(refundId).filter(Refund::isOpen).filter(it -> !it.ofVoid());
        if (refund.isEmpty()) {
            return decision;
        }
        var charge = before.charge();
        var messages = new ArrayList<>(decision.messages());
        answer(
                        charge,
                        refund.get().requestId(),
                        parts(decision.payments(), refund.get().requestId()))
                .ifPresent(messages::add);
        return new Decision(decision.payments(), messages);
    }

    private Decision take(RefundPayment command, List<Payment> givers, Occasion occasion) {
        var after = payments;
        var left = command.amount();
        var id = command.refundId();
        for (var giver : givers) {
            var given = Math.min(left.amount(), refundable(List.of(giver)));
            if (given > 0) {
                var amount = new Money(given, left.currency());
                var refund = Refund.requested(id, command.refundId(), amount, command.reason(), occasion.cause());
                after = after.with(giver.refund(refund, occasion.now()));
                left = left.minus(amount);
                id = occasion.newId().get();
            }
        }
        return after.decided(List.of());
    }

    private Decision again(RefundPayment command, List<Refund> parts, Occasion occasion) {
        var charge = new Charge(command.orderId(), command.orderId(), command.organizationId());
        var answer = answer(charge, command.refundId(), parts);
        if (answer.isPresent()) {
            return payments.decided(List.<Message>of(answer.get()));
        }
        var after = payments;
        for (var payment : payments.all()) {
            if (payment.isGivenUp() && payment.refunds().stream().anyMatch(parts::contains)) {
                after = after.with(payment.hurried(occasion.now()));
            }
        }
        return after.decided(List.of());
    }

    private static Optional<OrderReply> answer(Charge charge, UUID requestId, List<Refund> parts) {
        if (parts.stream().anyMatch(Refund::isOpen)) {
            return Optional.empty();
        }
        var currency = parts.getFirst().amount().currency();
        var paid =
                parts.stream().filter(Refund::isPaid).map(Refund::amount).reduce(new Money(0, currency), Money::plus);
        return Optional.of(parts.stream()
                .flatMap(it -> it.status() instanceof Refused(var reason) ? Stream.of(reason) : Stream.empty())
                .findFirst()
                .<OrderReply>map(reason -> new RefundRefused(
                        charge.orderId(), charge.organizationId(), requestId, reason, paid.amount() == 0 ? null : paid))
                .orElseGet(() -> new RefundCompleted(charge.orderId(), charge.organizationId(), requestId, paid)));
    }

    private static List<Refund> parts(OrderPayments of, UUID requestId) {
        return of.all().stream()
                .flatMap(it -> it.refunds().stream())
                .filter(it -> it.requestId().equals(requestId))
                .toList();
    }

    private static long refundable(List<Payment> givers) {
        return givers.stream()
                .mapToLong(it -> it.status() instanceof Captured taken
                        ? taken.refundable().amount()
                        : 0)
                .sum();
    }

    private static RefundRefused refused(RefundPayment command, String reason) {
        return new RefundRefused(command.orderId(), command.organizationId(), command.refundId(), reason, null);
    }
}
