package dev.tradewind.order.fulfilment;

import static dev.tradewind.order.fulfilment.OrderSaga.FULFIL_ORDER;

import dev.tradewind.contracts.InventoryCommand.ReserveStock;
import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.OrderReply;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Received;
import dev.tradewind.order.domain.Order;
import dev.tradewind.order.domain.OrderLine;
import dev.tradewind.order.domain.Party;
import dev.tradewind.order.persistence.Orders;
import dev.tradewind.order.persistence.Revisions;
import dev.tradewind.order.refunding.Refunding;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Stores and sends what the saga decided. Whatever it is told about, it takes as a batch: one lock, decisions in
/// memory, one write to each table.
@Component
public class Fulfilments {

    private final FulfilmentLog fulfilments;
    private final Orders orders;
    private final Revisions revisions;
    private final Refunding refunding;
    private final Outbox outbox;
    private final Clock clock;

    Fulfilments(
            FulfilmentLog fulfilments,
            Orders orders,
            Revisions revisions,
            Refunding refunding,
            Outbox outbox,
            Clock clock) {
        this.fulfilments = fulfilments;
        this.orders = orders;
        this.revisions = revisions;
        this.refunding = refunding;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// How an order is paid.
    public record Card(String method, String token) {

        @Override
        public String toString() {
            return "Card[" + method + "]";
        }
    }

    /// An order whose fulfilment begins.
    ///
    /// @param cartId the cart whose reservation it takes over; null when it came with its lines
    public record Beginning(
            Order order,
            List<OrderLine> lines,
            int reservationSeconds,
            Card card,
            @Nullable UUID cartId) {

        public Beginning {
            lines = List.copyOf(lines);
        }

        private Purchase purchase() {
            return new Purchase(
                    order.id(),
                    order.organizationId(),
                    order.customerId(),
                    stockOf(lines),
                    reservationSeconds,
                    order.total(),
                    card.method(),
                    card.token(),
                    order.payment(),
                    order.reservation(),
                    null,
                    cartId,
                    null,
                    null);
        }
    }

    /// Begins all in the caller's transaction; what is answered for each order belongs into the outbox.
    public Map<UUID, List<Message>> begin(List<Beginning> beginnings, Instant now) {
        var entries = new ArrayList<Entry>();
        var steps = new ArrayList<FulfilmentLog.Step>();
        var toSend = new HashMap<UUID, List<Message>>();
        for (var it : beginnings) {
            var id = it.order().id();
            var decision = FULFIL_ORDER.begin(it.purchase());
            entries.add(new Entry(it.order(), decision.progress(), decision.data(), 1));
            steps.add(new FulfilmentLog.Step(
                    id,
                    1,
                    "placed",
                    Map.of(),
                    decision.progress(),
                    decision.toSend().getFirst()));
            toSend.put(id, decision.toSend());
        }
        fulfilments.begin(entries, steps, now);
        return toSend;
    }

    /// A product that is ordered in several lines is one wish to inventory.
    static List<ReserveStock.Line> stockOf(List<OrderLine> lines) {
        var quantities = new LinkedHashMap<UUID, Integer>();
        lines.forEach(it -> quantities.merge(it.productId(), it.quantity(), Math::addExact));
        return quantities.entrySet().stream()
                .map(it -> new ReserveStock.Line(it.getKey(), it.getValue()))
                .toList();
    }

    void heard(List<Received<OrderReply>> replies) {
        var now = now();
        var decisions = new Decisions(
                fulfilments.lock(
                        replies.stream().map(it -> it.message().orderId()).toList()),
                now);
        replies.forEach(
                reply -> decisions.on(reply.message().orderId(), new Signal.Reply(reply.message()), Cause.of(reply)));
        carryOut(decisions, now);
    }

    /// Tells those whose deadline passed before `asOf` that nobody answered.
    @Transactional
    int unanswered(Instant asOf, int limit) {
        var now = now();
        var overdue = fulfilments.lockOverdue(asOf, limit);
        var decisions = new Decisions(overdue, now);
        overdue.forEach(it -> decisions.on(it.order().id(), new Signal.Silence(), Cause.SILENCE));
        carryOut(decisions, now);
        return overdue.size();
    }

    /// An operator asks the open question of a saga once more.
    @Transactional
    public void retry(UUID orderId, UUID operator, String reason) {
        interfere(orderId, new Signal.Retry(), Cause.byHand("retry", operator, reason));
    }

    /// An operator gives an order up: whatever was done for it is undone.
    @Transactional
    public void compensate(UUID orderId, UUID operator, String reason) {
        interfere(orderId, new Signal.Compensate(), Cause.byHand("compensate", operator, reason));
    }

    /// The order together with its saga, locked until the transaction ends.
    public Optional<Order> lock(UUID orderId) {
        return fulfilments.lock(List.of(orderId)).stream().map(Entry::order).findFirst();
    }

    /// The customer or the staff gives an order up. Refused when it is too late; decided at once, or by those who have
    /// the goods and the money.
    @Transactional
    public Order withdraw(Order locked, Party by, UUID actor) {
        var now = now();
        var decisions = new Decisions(fulfilments.lock(List.of(locked.id())), now);
        decisions.withdraw(locked.id(), new Withdrawal(by, actor));
        carryOut(decisions, now);
        return decisions.order(locked.id());
    }

    /// The customer or the staff wants other lines. Refused when it is too late; else decided by those who have the
    /// goods and the money.
    public void modify(UUID orderId, Modification wanted) {
        var now = now();
        var decisions = new Decisions(fulfilments.lock(List.of(orderId)), now);
        decisions.modify(orderId, wanted);
        carryOut(decisions, now);
    }

    private void interfere(UUID orderId, Signal signal, Cause cause) {
        var now = now();
        var decisions = new Decisions(fulfilments.lock(List.of(orderId)), now);
        decisions.interfere(orderId, signal, cause);
        carryOut(decisions, now);
    }

    private void carryOut(Decisions decisions, Instant now) {
        fulfilments.write(decisions.sagas(), decisions.steps(), now);
        orders.update(decisions.orders(), now);
        orders.record(decisions.happened());
        revisions.write(decisions.decided());
        refunding.owe(decisions.surplus(), now);
        if (!decisions.outgoing().isEmpty()) {
            outbox.append(decisions.outgoing());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
