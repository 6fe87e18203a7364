package dev.tradewind.payment.charging;

import static java.util.stream.Collectors.toMap;

import dev.tradewind.contracts.PaymentCommand;
import dev.tradewind.messaging.BatchHandler;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import dev.tradewind.messaging.Received;
import dev.tradewind.payment.domain.Cause;
import dev.tradewind.payment.domain.OrderPayments;
import dev.tradewind.payment.domain.OrderPayments.Occasion;
import dev.tradewind.payment.domain.Payment;
import dev.tradewind.payment.domain.Payments;
import dev.tradewind.payment.settling.Settling;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// Writes down what is to be charged, refunded or voided, and leaves it to [Settling] to ask the provider after
/// the commit.
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
        settling.mustKnow(provider);
    }

    @Override
    public void handle(List<Received<PaymentCommand>> batch) {
        var orders = batch.stream().map(it -> it.message().orderId()).distinct().toList();
        var locked = payments.lockOrders(orders);
        var before = locked.stream().flatMap(it -> it.all().stream()).collect(toMap(Payment::id, Function.identity()));
        // Read after the locks: whoever had them before us has not seen a later time.
        var now = clock.instant();
        var after = new HashMap<UUID, OrderPayments>();
        locked.forEach(it -> after.put(it.all().getFirst().charge().orderId(), it));
        var outgoing = new ArrayList<Outgoing>();
        for (var received : batch) {
            var cause = new Cause(received.id(), received.traceparent());
            var occasion = new Occasion(provider, cause, now, Ids::next);
            var order = received.message().orderId();
            var decision =
                    after.getOrDefault(order, new OrderPayments(List.of())).on(received.message(), occasion);
            after.put(order, decision.payments());
            decision.messages().forEach(message -> outgoing.add(received.causes(message)));
        }
        write(before, after.values(), now);
        outbox.append(outgoing);
    }

    private void write(Map<UUID, Payment> before, Collection<OrderPayments> after, Instant now) {
        var changed = after.stream()
                .flatMap(it -> it.all().stream())
                .filter(it -> !it.equals(before.get(it.id())))
                .collect(toMap(Payment::id, Function.identity(), (_, last) -> last, LinkedHashMap::new));
        var due = changed.values().stream().filter(it -> it.task().isDue(now)).toList();
        settling.lease(due).forEach(it -> changed.put(it.id(), it));
        payments.add(
                changed.values().stream()
                        .filter(it -> !before.containsKey(it.id()))
                        .toList(),
                now);
        payments.update(
                changed.values().stream()
                        .filter(it -> before.containsKey(it.id()))
                        .toList(),
                now);
    }
}
