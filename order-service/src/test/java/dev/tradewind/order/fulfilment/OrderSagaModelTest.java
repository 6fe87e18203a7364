package dev.tradewind.order.fulfilment;

import static dev.tradewind.order.fulfilment.OrderSaga.FULFIL_ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.InventoryCommand;
import dev.tradewind.contracts.InventoryCommand.ConfirmReservation;
import dev.tradewind.contracts.InventoryCommand.ReserveStock;
import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.OrderReply;
import dev.tradewind.contracts.PaymentCommand.ChargePayment;
import dev.tradewind.order.domain.Fulfilment;
import dev.tradewind.order.domain.Order;
import dev.tradewind.order.fulfilment.Participants.Charge;
import dev.tradewind.order.fulfilment.Participants.Stock;
import dev.tradewind.order.fulfilment.Progress.Done;
import dev.tradewind.order.fulfilment.Progress.Stuck;
import dev.tradewind.order.fulfilment.Progress.Undone;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Thousands of worlds in which messages are late, repeated and answered after the deadline, stock expires and
/// operators interfere. However it goes: sold and paid, or neither.
class OrderSagaModelTest {

    private static final int WORLDS = 20_000;

    @Test
    void T6_whateverHappensAnOrderIsSoldAndPaidOrNeither() {
        for (var seed = 0; seed < WORLDS; seed++) {
            new World(seed).live();
        }
    }

    private static final class World {

        private final int seed;
        private final Random chance;
        private final Play play = new Play();
        private final List<Deque<Message>> commands = List.of(new ArrayDeque<>(), new ArrayDeque<>());
        private final Deque<OrderReply> replies = new ArrayDeque<>();
        private final List<String> story = new ArrayList<>();

        World(int seed) {
            this.seed = seed;
            this.chance = new Random(seed);
        }

        void live() {
            for (var command : List.of(ReserveStock.class, ChargePayment.class, ConfirmReservation.class)) {
                if (chance.nextInt(5) == 0) {
                    play.participants.refuse(command);
                }
            }
            take(FULFIL_ORDER.begin(play.purchase));
            for (var event = 0; event < 60; event++) {
                happen(chance.nextInt(100));
            }
            settle();
            assertThat(play.progress).as(this::toString).isInstanceOfAny(Done.class, Undone.class);
            if (play.progress instanceof Done) {
                assertThat(play.participants.stock).as(this::toString).isEqualTo(Stock.SOLD);
                assertThat(play.participants.charge).as(this::toString).isEqualTo(Charge.TAKEN);
            } else {
                assertThat(play.participants.keepNothing()).as(this::toString).isTrue();
            }
            assertOrderAgrees();
        }

        private void happen(int what) {
            if (what < 35) {
                hearCommand(chance.nextInt(2), chance.nextInt(5) == 0);
            } else if (what < 75) {
                hearReply(chance.nextInt(5) == 0);
            } else if (what < 92) {
                on(new Signal.Silence());
            } else if (what < 95) {
                play.participants.expire();
                story.add("expire");
            } else if (what < 98) {
                on(new Signal.Retry());
            } else {
                on(new Signal.Compensate());
            }
        }

        /// Faults stop: all that is on its way arrives, and an operator asks again where we gave up.
        private void settle() {
            for (var round = 0;
                    round < 100 && !(play.progress instanceof Done || play.progress instanceof Undone);
                    round++) {
                while (!replies.isEmpty() || commands.stream().anyMatch(it -> !it.isEmpty())) {
                    hearCommand(0, false);
                    hearCommand(1, false);
                    hearReply(false);
                }
                on(play.progress instanceof Stuck ? new Signal.Retry() : new Signal.Silence());
            }
            while (!replies.isEmpty() || commands.stream().anyMatch(it -> !it.isEmpty())) {
                hearCommand(0, false);
                hearCommand(1, false);
                hearReply(false);
            }
        }

        private void hearCommand(int participant, boolean again) {
            var queue = commands.get(participant);
            var command = again ? queue.peek() : queue.poll();
            if (command != null) {
                story.add("command " + command.getClass().getSimpleName());
                replies.add(play.participants.hear(command));
            }
        }

        private void hearReply(boolean again) {
            var reply = again ? replies.peek() : replies.poll();
            if (reply != null) {
                on(new Signal.Reply(reply));
            }
        }

        private void on(Signal signal) {
            story.add(signal instanceof Signal.Reply(var it) ? it.getClass().getSimpleName() : signal.toString());
            var decision = FULFIL_ORDER.on(play.progress, play.purchase, signal);
            if (decision.changes(play.progress)) {
                take(decision);
            }
        }

        private void take(Saga.Decision<Purchase> decision) {
            play.progress = decision.progress();
            play.purchase = decision.data();
            decision.toSend()
                    .forEach(it ->
                            commands.get(it instanceof InventoryCommand ? 0 : 1).add(it));
        }

        /// The order's own rules must let it end the way its saga did.
        private void assertOrderAgrees() {
            var it = play.purchase;
            var order = Order.placed(
                            it.orderId(),
                            it.organizationId(),
                            it.orderId(),
                            it.customerId(),
                            Fulfilment.PICKUP,
                            it.total())
                    .knowing(it.payment(), it.reservation());
            var ended = play.progress instanceof Done
                    ? order.confirm(Instant.EPOCH)
                    : order.reject(it.reason(), Instant.EPOCH);
            assertThat(ended.sequence()).as(this::toString).isEqualTo(2);
        }

        @Override
        public String toString() {
            return "world " + seed + ": " + String.join(", ", story) + " -> " + play.progress;
        }
    }
}
