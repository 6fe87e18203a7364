package dev.tradewind.order.fulfilment;

import static dev.tradewind.order.fulfilment.CancelSaga.CANCEL_ORDER;
import static dev.tradewind.order.fulfilment.OrderSaga.FULFIL_ORDER;

import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderEvent;
import dev.tradewind.contracts.OrderEvent.OrderConfirmed;
import dev.tradewind.contracts.OrderEvent.OrderRejected;
import dev.tradewind.messaging.Outgoing;
import dev.tradewind.order.domain.Change;
import dev.tradewind.order.domain.Fulfilment;
import dev.tradewind.order.domain.OpenChange;
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
import dev.tradewind.order.fulfilment.Saga.Decision;
import dev.tradewind.order.persistence.Orders.Happened;
import dev.tradewind.order.persistence.Revisions.Outcome;
import dev.tradewind.order.persistence.Revisions.Outcome.Applied;
import dev.tradewind.order.persistence.Revisions.Outcome.Asked;
import dev.tradewind.order.persistence.Revisions.Outcome.Refused;
import dev.tradewind.order.refunding.Surplus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    private final List<Outcome> decided = new ArrayList<>();
    private final List<Surplus> surplus = new ArrayList<>();
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

    Order order(UUID orderId) {
        return Objects.requireNonNull(locked.get(orderId), "locked").order();
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

    /// What became of wishes for other lines, in the order in which it did.
    List<Outcome> decided() {
        return decided;
    }

    /// What has to go back for them.
    List<Surplus> surplus() {
        return surplus;
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
        if (CancelSaga.isAt(entry.progress())) {
            decide(CANCEL_ORDER, entry, signal).ifPresent(it -> cancelling(entry, it, cause));
        } else if (ModifySaga.isAt(entry.progress())) {
            if (!(signal instanceof Signal.Reply(var reply)) || !ModifySaga.isAboutAnother(entry.purchase(), reply)) {
                decide(ModifySaga.of(entry.purchase()), entry, signal).ifPresent(it -> modifying(entry, it, cause));
            }
        } else {
            decide(FULFIL_ORDER, entry, signal).ifPresent(it -> fulfilling(entry, it, cause));
        }
    }

    /// Empty when nothing came of it.
    private static Optional<Decision<Purchase>> decide(Saga<Purchase> saga, Entry entry, Signal signal) {
        return Optional.of(saga.on(entry.progress(), entry.purchase(), signal))
                .filter(it -> it.changes(entry.progress()));
    }

    /// Somebody wants other lines. What the order's own saga has begun is brought to its end first.
    void modify(UUID orderId, Modification wanted) {
        var entry = Objects.requireNonNull(locked.get(orderId), "locked");
        var order = entry.order();
        order.mayBeModified();
        var cause = Cause.by(wanted);
        var asked = order.asking(OpenChange.MODIFICATION);
        decided.add(new Asked(orderId, wanted.id()));
        if (order.status() instanceof Pending) {
            var waiting = entry.purchase().modifying(wanted);
            write(entry, asked, new Decision<>(entry.progress(), waiting, List.of()), List.of(), cause);
        } else {
            exchange(entry.with(asked, entry.purchase()), wanted, cause);
        }
    }

    private void exchange(Entry entry, Modification wanted, Cause cause) {
        var purchase = entry.purchase().asNow(entry.order()).modifying(wanted);
        write(entry, entry.order(), ModifySaga.of(purchase).begin(purchase), List.of(), cause);
    }

    private void modifying(Entry entry, Decision<Purchase> decision, Cause cause) {
        var order = entry.order();
        var wanted = Objects.requireNonNull(decision.data().modification(), "modification");
        switch (decision.progress()) {
            case Done _ -> {
                var change = order.modified(wanted.revision(), now);
                var modified = decision.data().modified(wanted.revision());
                var told = told(change.events(), wanted.actor().toString(), cause);
                write(entry, change.order(), decision.onlyWith(new Done(), modified), told, cause);
                decided.add(new Applied(order.id(), wanted.id(), wanted.revision(), wanted.instructions()));
                giveBack(order, wanted, cause);
            }
            case Undone _ -> {
                write(
                        entry,
                        order.answered(),
                        decision.onlyWith(new Done(), decision.data().modifying(null)),
                        List.of(),
                        cause);
                decided.add(new Refused(
                        order.id(), wanted.id(), Objects.requireNonNullElse(wanted.refused(), "unavailable")));
            }
            case Stuck stuck -> write(entry, stuck(order, stuck), decision, List.of(), cause);
            case Doing _, Undoing _ -> write(entry, order, decision, List.of(), cause);
        }
    }

    /// What was paid too much.
    private void giveBack(Order before, Modification wanted, Cause cause) {
        var difference = wanted.difference(before.total());
        if (difference < 0) {
            var amount = new Money(Math.negateExact(difference), before.total().currency());
            surplus.add(new Surplus(before.id(), before.organizationId(), wanted.id(), amount, wanted.actor()));
            outgoing.add(cause.consequence().apply(surplus.getLast().refund()));
        }
    }

    /// Somebody gives the order up. What has begun is undone; what is sold is taken back.
    void withdraw(UUID orderId, Withdrawal by) {
        var entry = Objects.requireNonNull(locked.get(orderId), "locked");
        var order = entry.order();
        if (order.openChange() == OpenChange.CANCELLATION) {
            return;
        }
        var wanted = entry.purchase().modification();
        if (order.status() instanceof Pending && wanted != null) {
            // Nobody was asked for it yet.
            order = order.answered();
            decided.add(new Refused(orderId, wanted.id(), "cancelled"));
        }
        order.undisturbed();
        order.mayBeCancelled(by.by());
        var cause = Cause.by(by);
        var purchase = entry.purchase().modifying(null).withdrawn(by);
        if (order.status().stage().isKept()) {
            takeBack(entry.with(order, purchase), by, cause);
            return;
        }
        var asked = order.asking(OpenChange.CANCELLATION);
        var stopped = FULFIL_ORDER.on(entry.progress(), purchase, new Signal.Compensate());
        write(
                entry,
                asked,
                entry.isBeingUndone() ? stopped.onlyWith(entry.progress(), purchase) : stopped,
                List.of(),
                cause);
    }

    /// Goods that may be on their way are the warehouse's to decide about; what is fetched from us is not.
    private void takeBack(Entry entry, Withdrawal by, Cause cause) {
        var order = entry.order();
        var change = order.fulfilment() == Fulfilment.SHIPMENT
                ? new Change(order.openChange() == null ? order.asking(OpenChange.CANCELLATION) : order, List.of())
                : order.cancel(by.by(), now);
        var decision = CANCEL_ORDER.begin(entry.purchase().asNow(order));
        write(entry, change.order(), decision, told(change.events(), by.actor().toString(), cause), cause);
    }

    private void fulfilling(Entry entry, Decision<Purchase> decision, Cause cause) {
        var data = decision.data();
        var order = entry.order().knowing(data.payment(), data.reservation());
        var by = data.withdrawal();
        switch (decision.progress()) {
            case Done _ -> {
                var confirmed = order.confirm(now);
                write(entry, confirmed, decision, told(List.of(event(confirmed)), cause.actor(), cause), cause);
                if (by != null) {
                    takeBack(Objects.requireNonNull(locked.get(order.id())), by, cause);
                } else if (data.modification() != null) {
                    exchange(Objects.requireNonNull(locked.get(order.id())), data.modification(), cause);
                }
            }
            case Undone _
            when by != null -> {
                var change = order.cancel(by.by(), now);
                write(
                        entry,
                        change.order(),
                        decision,
                        told(change.events(), by.actor().toString(), cause),
                        cause);
            }
            case Undone _ -> {
                var rejected = order.answered().reject(data.reason(), now);
                var told = told(List.of(event(rejected)), cause.actor(), cause);
                write(entry, rejected, decision.onlyWith(new Undone(), data.modifying(null)), told, cause);
                if (data.modification() != null) {
                    decided.add(new Refused(order.id(), data.modification().id(), "order-rejected"));
                }
            }
            case Stuck stuck -> write(entry, stuck(order, stuck), decision, List.of(), cause);
            case Doing _, Undoing _ -> write(entry, order, decision, List.of(), cause);
        }
    }

    private void cancelling(Entry entry, Decision<Purchase> decision, Cause cause) {
        var by = Objects.requireNonNull(decision.data().withdrawal(), "withdrawal");
        var order = entry.order();
        switch (decision.progress()) {
            case Undone _
            when order.status().stage().isKept() ->
                write(
                        entry,
                        order.answered(),
                        decision.onlyWith(new Done(), decision.data().withdrawn(null)),
                        List.of(),
                        cause);
            case Undone _ -> {
                var stuck = new Stuck(entry.progress(), "the goods of a cancelled order left the house");
                write(entry, stuck(order, stuck), decision.onlyWith(stuck, entry.purchase()), List.of(), cause);
            }
            case Doing _
            when order.status().stage().isKept()
                    && !entry.purchase().reservation().equals(decision.data().reservation()) -> {
                var change = order.cancel(by.by(), now);
                var known = learned(entry, change.order(), decision);
                write(entry, known, decision, told(change.events(), by.actor().toString(), cause), cause);
            }
            case Stuck stuck -> write(entry, stuck(order, stuck), decision, List.of(), cause);
            case Doing _, Undoing _, Done _ ->
                write(entry, learned(entry, order, decision), decision, List.of(), cause);
        }
    }

    /// Only what the saga learned now: refunds may have told more meanwhile.
    private static Order learned(Entry entry, Order order, Decision<Purchase> decision) {
        var before = entry.purchase();
        var after = decision.data();
        return order.knowing(
                after.payment().equals(before.payment()) ? order.payment() : after.payment(),
                after.reservation().equals(before.reservation()) ? order.reservation() : after.reservation());
    }

    private void write(Entry entry, Order next, Decision<Purchase> decision, List<Happened> told, Cause cause) {
        var orderId = next.id();
        var after = new Entry(next, decision.progress(), decision.data(), entry.steps() + 1);
        var isNew = next.version()
                != Objects.requireNonNull(locked.get(orderId)).order().version();
        locked.put(orderId, after);
        sagas.put(orderId, after);
        if (isNew) {
            orders.put(orderId, next);
        }
        var said = decision.toSend().isEmpty() ? null : decision.toSend().getFirst();
        steps.add(
                new FulfilmentLog.Step(orderId, after.steps(), cause.heard(), cause.payload(), after.progress(), said));
        decision.toSend().forEach(it -> outgoing.add(cause.consequence().apply(it)));
        happened.addAll(told);
        told.forEach(it -> outgoing.add(cause.consequence().apply(it.event())));
    }

    private static List<Happened> told(List<OrderEvent> events, String actor, Cause cause) {
        return events.stream()
                .map(it -> new Happened(it, actor, cause.messageId()))
                .toList();
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
                        order.payment().status().name(),
                        order.reservation().status().name(),
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
