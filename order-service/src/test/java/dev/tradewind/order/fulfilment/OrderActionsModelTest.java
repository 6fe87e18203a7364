package dev.tradewind.order.fulfilment;

import static dev.tradewind.order.fulfilment.OrderSaga.FULFIL_ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.InventoryCommand;
import dev.tradewind.contracts.InventoryCommand.ConfirmReservation;
import dev.tradewind.contracts.InventoryCommand.ReserveChange;
import dev.tradewind.contracts.InventoryCommand.ReserveStock;
import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderEvent;
import dev.tradewind.contracts.OrderEvent.OrderCancelled;
import dev.tradewind.contracts.OrderEvent.OrderConfirmed;
import dev.tradewind.contracts.OrderEvent.OrderModified;
import dev.tradewind.contracts.OrderEvent.OrderRejected;
import dev.tradewind.contracts.OrderEvent.OrderStatusChanged;
import dev.tradewind.contracts.OrderReply;
import dev.tradewind.contracts.PaymentCommand;
import dev.tradewind.contracts.PaymentCommand.ChargeDifference;
import dev.tradewind.contracts.PaymentCommand.ChargePayment;
import dev.tradewind.messaging.Outgoing;
import dev.tradewind.order.domain.CannotChange;
import dev.tradewind.order.domain.Fulfilment;
import dev.tradewind.order.domain.News;
import dev.tradewind.order.domain.Order;
import dev.tradewind.order.domain.OrderLine;
import dev.tradewind.order.domain.Party;
import dev.tradewind.order.domain.Payment;
import dev.tradewind.order.domain.Reservation;
import dev.tradewind.order.domain.Revision;
import dev.tradewind.order.domain.Stage;
import dev.tradewind.order.fulfilment.Participants.Charge;
import dev.tradewind.order.fulfilment.Participants.Stock;
import dev.tradewind.order.fulfilment.Progress.Doing;
import dev.tradewind.order.fulfilment.Progress.Stuck;
import dev.tradewind.order.fulfilment.Progress.Undoing;
import dev.tradewind.order.persistence.Orders.Happened;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Thousands of orders with whom everybody does what they like: customers and staff give them up, staff takes steps,
/// they want other lines, the carrier comes early, messages are late and doubled, every transaction may die before it
/// commits. What is told is a legal path without gaps, and in the end goods and money are where order and status say.
class OrderActionsModelTest {

    private static final int WORLDS = Integer.getInteger("tradewind.order.worlds", 12_000);
    private static final long PRICE = 250;
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    /// Drawn by hand, so that it shares nothing with the table it judges.
    private static final Map<Fulfilment, List<String>> LEGAL = new EnumMap<>(Map.of(
            Fulfilment.PICKUP,
            List.of(
                    "CONFIRMED>PREPARING",
                    "PREPARING>READY",
                    "READY>COMPLETED",
                    "PREPARING>CANCELLED",
                    "READY>CANCELLED"),
            Fulfilment.DELIVERY,
            List.of(
                    "CONFIRMED>PREPARING",
                    "PREPARING>READY",
                    "READY>OUT_FOR_DELIVERY",
                    "OUT_FOR_DELIVERY>DELIVERED",
                    "PREPARING>CANCELLED",
                    "READY>CANCELLED"),
            Fulfilment.SHIPMENT,
            List.of("CONFIRMED>PACKED", "PACKED>SHIPPED", "SHIPPED>DELIVERED", "PACKED>CANCELLED")));

    @Test
    void K5_K9_T6_whateverHappensAnOrderIsOnALegalPathAndGoodsAndMoneyAreWhereItSays() {
        var ends = new HashMap<String, Integer>();
        var modified = new HashMap<Integer, Integer>();
        for (var seed = 0; seed < WORLDS; seed++) {
            var world = new World(seed);
            ends.merge(world.live(), 1, Integer::sum);
            world.modifications().forEach(it -> modified.merge(it, 1, Integer::sum));
        }
        assertThat(ends.keySet())
                .as("every end was reached")
                .contains("REJECTED", "CANCELLED", "COMPLETED", "DELIVERED", "CONFIRMED", "PREPARING", "PACKED");
        assertThat(modified)
                .as("orders that became more, and less")
                .containsOnlyKeys(-1, 1)
                .allSatisfy((_, times) -> assertThat(times).isGreaterThan(WORLDS / 100));
    }

    private static final class World {

        private final int seed;
        private final Random chance;
        private final Participants participants = new Participants();
        private final List<Deque<Message>> commands = List.of(new ArrayDeque<>(), new ArrayDeque<>());
        private final Deque<OrderReply> replies = new ArrayDeque<>();
        private final List<OrderReply> heard = new ArrayList<>();
        private final List<OrderEvent> told = new ArrayList<>();
        private final List<String> story = new ArrayList<>();
        private Entry entry;
        private long changes;

        World(int seed) {
            this.seed = seed;
            this.chance = new Random(seed);
            var fulfilment = List.of(Fulfilment.values()).get(chance.nextInt(3));
            var play = new Play();
            var it = play.purchase;
            var order = Order.placed(
                    it.orderId(), it.organizationId(), new UUID(0, 9), it.customerId(), fulfilment, it.total());
            var decision = FULFIL_ORDER.begin(it);
            entry = new Entry(order, decision.progress(), decision.data(), 1);
            decision.toSend().forEach(this::send);
            for (var command : List.of(
                    ReserveStock.class,
                    ChargePayment.class,
                    ConfirmReservation.class,
                    ReserveChange.class,
                    ChargeDifference.class)) {
                if (chance.nextInt(12) == 0) {
                    participants.refuse(command);
                }
            }
        }

        String live() {
            for (var event = 0; event < 60; event++) {
                happen(chance.nextInt(100));
            }
            settle();
            judge();
            return entry.order().status().word();
        }

        private void happen(int what) {
            if (what < 34) {
                hearCommand(chance.nextInt(2), chance.nextInt(5) == 0);
            } else if (what < 72) {
                hearReply(chance.nextInt(5) == 0);
            } else if (what < 80) {
                step(anyStage(), Party.STAFF);
            } else if (what < 82) {
                withdraw(chance.nextBoolean() ? Party.CUSTOMER : Party.STAFF);
            } else if (what < 86) {
                carrier();
            } else if (what < 90) {
                on(new Signal.Silence());
            } else if (what < 91) {
                participants.expire();
                story.add("expire");
            } else if (what < 92) {
                on(chance.nextBoolean() ? new Signal.Retry() : new Signal.Compensate());
            } else {
                modify(chance.nextBoolean() ? Party.CUSTOMER : Party.STAFF, 1 + chance.nextInt(Exchanges.TOO_MANY));
            }
        }

        /// Most are what could be next.
        private Stage anyStage() {
            var next = List.copyOf(entry.order().steps(Party.STAFF));
            return next.isEmpty() || chance.nextInt(4) == 0
                    ? List.of(Stage.values()).get(chance.nextInt(Stage.values().length))
                    : next.get(chance.nextInt(next.size()));
        }

        /// Faults stop: what is on its way arrives, and an operator asks again where we gave up.
        private void settle() {
            for (var round = 0; round < 100; round++) {
                while (!replies.isEmpty() || commands.stream().anyMatch(it -> !it.isEmpty())) {
                    hearCommand(0, false);
                    hearCommand(1, false);
                    hearReply(false);
                }
                switch (entry.progress()) {
                    case Doing _, Undoing _ -> on(new Signal.Silence());
                    case Stuck _ -> on(new Signal.Retry());
                    case Progress.Done _, Progress.Undone _ -> {
                        return;
                    }
                }
            }
        }

        /// The warehouse only sends what nobody took back, and we hear of it later.
        private void carrier() {
            if (entry.order().fulfilment() == Fulfilment.SHIPMENT
                    && entry.order().status().stage().isKept()
                    && entry.order().total().amount() == PRICE * participants.exchanges.pieces
                    && participants.ship()) {
                story.add("shipped");
                step(Stage.PACKED, Party.WAREHOUSE);
                step(Stage.SHIPPED, Party.WAREHOUSE);
            }
        }

        private void step(Stage to, Party by) {
            try {
                var before = entry.order();
                // Handing over by hand takes the goods out of the house as well.
                if (to == Stage.SHIPPED
                        && before.openChange() == null
                        && before.status().stage() == Stage.PACKED) {
                    participants.ship();
                }
                var change = before.step(to, by, News.NONE, NOW);
                if (isCrash(by)) {
                    return;
                }
                story.add("step " + to);
                entry = entry.with(change.order(), entry.purchase());
                hear(change.events());
            } catch (CannotChange _) {
                // As it should.
            }
        }

        private void withdraw(Party by) {
            commit("withdraw", it -> it.withdraw(entry.order().id(), new Withdrawal(by, new UUID(0, 50))));
        }

        private void modify(Party by, int quantity) {
            var rice = new OrderLine(new UUID(0, 4), "Rice", new Money(PRICE, "BRL"), quantity, null);
            var revision = new Revision(List.of(rice), rice.price());
            if (!revision.total().equals(entry.order().total())) {
                var id = new UUID(1, changes++);
                commit(
                        "modify to " + quantity,
                        it -> it.modify(
                                entry.order().id(),
                                new Modification(id, by, new UUID(0, 50), revision, null, null, null, null)));
            }
        }

        private void on(Signal signal) {
            commit(
                    signal instanceof Signal.Reply(var it) ? it.getClass().getSimpleName() : signal.toString(),
                    it -> it.on(entry.order().id(), signal, Cause.SILENCE));
        }

        private void commit(String what, java.util.function.Consumer<Decisions> work) {
            var decisions = new Decisions(List.of(entry), NOW);
            try {
                work.accept(decisions);
            } catch (CannotChange _) {
                return;
            }
            if (chance.nextInt(25) == 0) {
                story.add(what + " died");
                return;
            }
            story.add(what);
            decisions.sagas().forEach(it -> entry = it);
            hear(decisions.happened().stream().map(Happened::event).toList());
            decisions.outgoing().stream().map(Outgoing::message).forEach(this::send);
        }

        /// A transaction that dies leaves nothing, and whoever asked asks again.
        private boolean isCrash(Party by) {
            return by == Party.STAFF && chance.nextInt(10) == 0;
        }

        private void hearCommand(int participant, boolean again) {
            var queue = commands.get(participant);
            var command = again ? queue.peek() : queue.poll();
            if (command != null) {
                story.add("command " + command.getClass().getSimpleName());
                replies.add(participants.hear(command));
            }
        }

        private void hearReply(boolean again) {
            if (!heard.isEmpty() && chance.nextInt(12) == 0) {
                var late = heard.get(chance.nextInt(heard.size()));
                story.add("late");
                on(new Signal.Reply(late));
            }
            var reply = again || chance.nextInt(20) == 0 ? replies.peek() : replies.poll();
            if (reply != null) {
                heard.add(reply);
                on(new Signal.Reply(reply));
            }
        }

        private void send(Message message) {
            switch (message) {
                case InventoryCommand _ -> commands.get(0).add(message);
                case PaymentCommand _ -> commands.get(1).add(message);
                default -> {}
            }
        }

        private void hear(List<? extends OrderEvent> events) {
            events.forEach(it -> {
                told.add(it);
                assertThat(it.sequence()).as(this::toString).isEqualTo(told.size() + 1L);
            });
            assertThat(entry.order().sequence()).as(this::toString).isEqualTo(told.size() + 1L);
        }

        private void judge() {
            var order = entry.order();
            assertThat(order.openChange()).as(this::toString).isNull();
            assertThat(participants.exchanges.isOpen()).as(this::toString).isFalse();
            assertThat(entry.purchase().modification()).as(this::toString).isNull();
            assertThat(entry.progress()).as(this::toString).isInstanceOfAny(Progress.Done.class, Progress.Undone.class);
            assertThat(path()).as(this::toString).isEqualTo(order.status().word());
            if (order.status().stage().isKept()) {
                assertThat(participants.stock).as(this::toString).isIn(Stock.SOLD, Stock.SHIPPED);
                assertThat(participants.charge).as(this::toString).isEqualTo(Charge.TAKEN);
                assertThat(order.total().amount())
                        .as(this::toString)
                        .isEqualTo(PRICE * participants.exchanges.pieces)
                        .isEqualTo(2 * PRICE + participants.exchanges.paid());
                assertThat(order.payment().status()).as(this::toString).isEqualTo(Payment.Status.APPROVED);
                assertThat(order.reservation().status()).as(this::toString).isEqualTo(Reservation.Status.CONFIRMED);
            } else {
                assertThat(participants.keepNothing()).as(this::toString).isTrue();
                assertThat(participants.exchanges.paid()).as(this::toString).isZero();
                assertThat(order.payment().status())
                        .as(this::toString)
                        .isIn(Payment.Status.DECLINED, Payment.Status.VOIDED, Payment.Status.REFUNDED);
                assertThat(order.reservation().status())
                        .as(this::toString)
                        .isIn(Reservation.Status.RELEASED, Reservation.Status.EXPIRED);
            }
        }

        /// Which way its totals went.
        List<Integer> modifications() {
            return told.stream()
                    .filter(OrderModified.class::isInstance)
                    .map(OrderModified.class::cast)
                    .map(it ->
                            Long.signum(it.total().amount() - it.previousTotal().amount()))
                    .toList();
        }

        private String path() {
            var at = "PENDING";
            for (var event : told) {
                var next = switch (event) {
                    case OrderConfirmed _ -> "CONFIRMED";
                    case OrderRejected _ -> "REJECTED";
                    case OrderCancelled _ -> "CANCELLED";
                    case OrderStatusChanged it -> it.status();
                    case OrderModified _ -> {
                        assertThat(at).as(this::toString).isEqualTo("CONFIRMED");
                        yield at;
                    }
                    default -> at;
                };
                if (!next.equals(at) && !at.equals("PENDING") && !(at + next).equals("CONFIRMEDCANCELLED")) {
                    assertThat(LEGAL.get(entry.order().fulfilment()))
                            .as(this::toString)
                            .contains(at + ">" + next);
                }
                at = next;
            }
            return at;
        }

        @Override
        public String toString() {
            return "world " + seed + " (" + entry.order().fulfilment() + "): " + String.join(", ", story) + " -> "
                    + entry.progress() + " " + entry.order().status() + " " + participants.stock + " "
                    + participants.charge;
        }
    }
}
