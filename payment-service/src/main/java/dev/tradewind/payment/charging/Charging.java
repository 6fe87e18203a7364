package dev.tradewind.payment.charging;

import static java.util.stream.Collectors.toMap;

import dev.tradewind.contracts.PaymentCommand;
import dev.tradewind.contracts.PaymentCommand.ChargeDifference;
import dev.tradewind.contracts.PaymentCommand.ChargePayment;
import dev.tradewind.contracts.PaymentCommand.RefundPayment;
import dev.tradewind.contracts.PaymentCommand.VoidDifference;
import dev.tradewind.contracts.PaymentCommand.VoidPayment;
import dev.tradewind.messaging.BatchHandler;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import dev.tradewind.messaging.Received;
import dev.tradewind.payment.domain.Cause;
import dev.tradewind.payment.domain.Change;
import dev.tradewind.payment.domain.Payment;
import dev.tradewind.payment.domain.Payments;
import dev.tradewind.payment.settling.Settling;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes down what is to be charged or voided, and leaves it to [Settling] to ask the provider after the commit.
@Component
class Charging implements BatchHandler<PaymentCommand> {

    private final Payments payments;
    private final Settling settling;
    private final Outbox outbox;
    private final Clock clock;
    private final String provider;

    Charging(Payments payments, Settling settling, Outbox outbox, Clock clock, ChargingProperties properties) {
        this.payments = payments;
        this.settling = settling;
        this.outbox = outbox;
        this.clock = clock;
        this.provider = properties.provider();
    }

    @Override
    public void handle(List<Received<PaymentCommand>> batch) {
        var orders = batch.stream().map(it -> it.message().orderId()).distinct().toList();
        var before = payments.lockOrders(orders).stream().collect(toMap(Payment::orderId, Function.identity()));
        // Read after the locks: whoever had them before us has not seen a later time.
        var now = clock.instant();
        var after = new LinkedHashMap<UUID, Payment>();
        var outgoing = new ArrayList<Outgoing>();
        for (var received : batch) {
            var orderId = received.message().orderId();
            var change = decide(received, after.getOrDefault(orderId, before.get(orderId)), now);
            after.put(orderId, change.payment());
            change.messages().forEach(message -> outgoing.add(received.causes(message)));
        }
        after.values().removeIf(it -> it.equals(before.get(it.orderId())));
        var due = after.values().stream().filter(it -> it.task().isDue(now)).toList();
        settling.lease(due).forEach(it -> after.put(it.orderId(), it));

        payments.add(
                after.values().stream()
                        .filter(it -> !before.containsKey(it.orderId()))
                        .toList(),
                now);
        payments.update(
                after.values().stream()
                        .filter(it -> before.containsKey(it.orderId()))
                        .toList(),
                now);
        outbox.append(outgoing);
    }

    private Change decide(Received<PaymentCommand> received, @Nullable Payment payment, Instant now) {
        var cause = new Cause(received.id(), received.traceparent());
        return switch (received.message()) {
            case ChargePayment charge
            when payment == null -> new Change(Payment.pending(charge, Ids.next(), provider, cause, now), List.of());
            case ChargePayment _ -> payment.chargeAgain(now);
            case VoidPayment voiding when payment == null -> Payment.voidedBefore(voiding, Ids.next(), provider, cause);
            case VoidPayment _ -> payment.voidIt(cause, now, Ids::next);
            case RefundPayment _, ChargeDifference _, VoidDifference _ ->
                throw new UnsupportedOperationException("Not spoken yet: " + received.message());
        };
    }
}
