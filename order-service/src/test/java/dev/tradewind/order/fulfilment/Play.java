package dev.tradewind.order.fulfilment;

import static dev.tradewind.order.fulfilment.OrderSaga.FULFIL_ORDER;

import dev.tradewind.contracts.InventoryCommand.ReserveStock;
import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderReply;
import dev.tradewind.order.domain.Payment;
import dev.tradewind.order.domain.Reservation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// One saga on the stage: it asks, its participants answer, and whoever was told to be silent is.
final class Play {

    private static final UUID ORDER = new UUID(0, 1);

    final Participants participants = new Participants();
    final List<Class<?>> asked = new ArrayList<>();
    final List<OrderReply> unheard = new ArrayList<>();
    private final Map<Class<?>, Integer> silences = new HashMap<>();
    private final Deque<Message> questions = new ArrayDeque<>();
    private boolean repeating;
    private boolean begun;

    Progress progress = new Progress.Done();
    Purchase purchase = new Purchase(
            ORDER,
            new UUID(0, 2),
            new UUID(0, 3),
            List.of(new ReserveStock.Line(new UUID(0, 4), 2)),
            900,
            new Money(500, "BRL"),
            "card",
            "tok_visa",
            Payment.PENDING,
            Reservation.HELD,
            null,
            null,
            null,
            null);

    /// The command takes effect, but its answer does not come in time.
    void loseAnswers(Class<? extends Message> command, int times) {
        silences.put(command, times);
    }

    void repeatEveryAnswer() {
        repeating = true;
    }

    /// Until nothing more is asked.
    Progress run() {
        if (!begun) {
            begun = true;
            take(FULFIL_ORDER.begin(purchase));
        }
        while (!questions.isEmpty()) {
            answer(questions.poll());
        }
        return progress;
    }

    /// Goes on from wherever it was put.
    void resume() {
        begun = true;
        run();
    }

    void on(Signal signal) {
        var decision = FULFIL_ORDER.on(progress, purchase, signal);
        if (decision.changes(progress)) {
            take(decision);
        }
    }

    private void answer(Message question) {
        var reply = participants.hear(question);
        if (silences.merge(question.getClass(), -1, Integer::sum) >= 0) {
            unheard.add(reply);
            on(new Signal.Silence());
            return;
        }
        on(new Signal.Reply(reply));
        if (repeating) {
            on(new Signal.Reply(reply));
        }
    }

    private void take(Saga.Decision<Purchase> decision) {
        progress = decision.progress();
        purchase = decision.data();
        decision.toSend().forEach(it -> asked.add(it.getClass()));
        questions.addAll(decision.toSend());
    }
}
