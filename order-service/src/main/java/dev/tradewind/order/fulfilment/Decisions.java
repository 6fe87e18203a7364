package dev.tradewind.order.fulfilment;

import static dev.tradewind.order.fulfilment.OrderSaga.FULFIL_ORDER;

import dev.tradewind.contracts.OrderEvent;
import dev.tradewind.contracts.OrderEvent.OrderConfirmed;
import dev.tradewind.contracts.OrderEvent.OrderRejected;
import dev.tradewind.messaging.Outgoing;
import dev.tradewind.order.domain.Order;
import dev.tradewind.order.domain.OrderStatus.Cancelled;
import dev.tradewind.order.domain.OrderStatus.Kept;
import dev.tradewind.order.domain.OrderStatus.Pending;
import dev.tradewind.order.domain.OrderStatus.Rejected;
import dev.tradewind.order.fulfilment.Progress.Doing;
import dev.tradewind.order.fulfilment.Progress.Done;
import dev.tradewind.order.fulfilment.Progress.Stuck;
import dev.tradewind.order.fulfilment.Progress.Undoing;
import dev.tradewind.order.fulfilment.Progress.Undone;
import dev.tradewind.order.persistence.Orders.Happened;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What becomes of a batch of locked sagas, decided in memory one signal after the other.
final class Decisions {

    private static final Logger log = LoggerFactory.getLogger(Decisions.class);

    private final Map<UUID, Entry> locked = new LinkedHashMap<>();
    private final Map<UUID, Entry> sagas = new LinkedHashMap<>();
    private final Map<UUID, Order> orders = new LinkedHashMap<>();
    private final List<FulfilmentLog.Step> steps = new ArrayList<>();
    private final List<Happened> happened = new ArrayList<>();
    private final List<Outgoing> outgoing = new ArrayList<>();
    private final Instant now;

    Decisions(Collection<Entry> locked, Instant now) {
        locked.forEach(it -> this.locked.put(it.order().id(), it));
        this.now = now;
    }

    List<Entry> sagas() {
        return List.copyOf(sagas.values());
    }

    List<Order> orders() {
        return List.copyOf(orders.values());
    }

    List<FulfilmentLog.Step> steps() {
        return steps;
    }

    List<Happened> happened() {
        return happened;
    }

    List<Outgoing> outgoing() {
        return outgoing;
    }

    void interfere(UUID orderId, Signal signal, Cause cause) {
        if (!locked.containsKey(orderId)) {
            throw new CannotInterfere.NoSuchSaga(orderId);
        }
        on(orderId, signal, cause);
        if (sagas.isEmpty()) {
            throw new CannotInterfere.NothingToDo(orderId);
        }
    }

    void on(UUID orderId, Signal signal, Cause cause) {
        var entry = locked.get(orderId);
        if (entry == null) {
            throw new IllegalStateException("No saga of order " + orderId + " hears " + cause.heard());
        }
        var decision = FULFIL_ORDER.on(entry.progress(), entry.purchase(), signal);
        if (!decision.changes(entry.progress())) {
            return;
        }
        var order =
                entry.order().knowing(decision.data().payment(), decision.data().reservation());
        var next = switch (decision.progress()) {
            case Done _ -> order.confirm(now);
            case Undone _ -> order.reject(decision.data().reason(), now);
            case Stuck stuck -> stuck(order, stuck);
            case Doing _, Undoing _ -> order;
        };
        var after = new Entry(next, decision.progress(), decision.data(), entry.steps() + 1);
        locked.put(orderId, after);
        sagas.put(orderId, after);
        if (next.version() != entry.order().version()) {
            orders.put(orderId, next);
        }
        var said = decision.toSend().isEmpty() ? null : decision.toSend().getFirst();
        steps.add(
                new FulfilmentLog.Step(orderId, after.steps(), cause.heard(), cause.payload(), after.progress(), said));
        decision.toSend().forEach(it -> outgoing.add(cause.consequence().apply(it)));
        if (next.sequence() != entry.order().sequence()) {
            announce(next, cause);
        }
    }

    private void announce(Order order, Cause cause) {
        var event = event(order);
        happened.add(new Happened(event, cause.actor(), cause.messageId()));
        outgoing.add(cause.consequence().apply(event));
    }

    private static OrderEvent event(Order order) {
        return switch (order.status()) {
            case Pending _, Cancelled _ -> throw new IllegalStateException("Nothing happened to order " + order.id());
            case Kept(var _, var at) ->
                new OrderConfirmed(
                        order.id(),
                        order.organizationId(),
                        order.sequence(),
                        order.storeId(),
                        order.customerId(),
                        Objects.requireNonNull(order.payment().transactionId(), "transactionId"),
                        order.total(),
                        at);
            case Rejected(var reason, var at) ->
                new OrderRejected(
                        order.id(),
                        order.organizationId(),
                        order.sequence(),
                        order.storeId(),
                        order.customerId(),
                        reason,
                        at);
        };
    }

    private static Order stuck(Order order, Stuck stuck) {
        log.atError()
                .addKeyValue("orderId", order.id())
                .addKeyValue("where", stuck.where())
                .addKeyValue("why", stuck.why())
                .log("A fulfilment needs a person");
        return order;
    }
}
