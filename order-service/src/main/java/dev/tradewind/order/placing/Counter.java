package dev.tradewind.order.placing;

import dev.tradewind.order.placing.PlaceOrder.Wish;
import dev.tradewind.web.Answered;
import dev.tradewind.web.Asking;
import dev.tradewind.web.Idempotency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/// Where orders are taken: those who come at about the same time are served together, in one transaction. Alone a
/// customer does not wait, and the more come the less each costs. Nobody waits for a transaction that is slow, unless
/// all are.
@Component
class Counter {

    private static final int MOST_WAITING = 2_000;
    private static final int MOST_AT_ONCE = 100;
    private static final int TRANSACTIONS = 4;

    /// Between the beginnings of two transactions, in times of how long the last one took: a machine with much to do
    /// takes longer over each, and so serves more customers with it.
    private static final int PACE = 4;

    private static final Duration FASTEST_PACE = Duration.ofMillis(20);
    private static final Duration SLOWEST_PACE = Duration.ofMillis(120);

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Idempotency idempotency;
    private final PlaceOrder placeOrder;
    private final BlockingQueue<Asking<Wish>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Semaphore transactions = new Semaphore(TRANSACTIONS);
    private final AtomicBoolean calling = new AtomicBoolean();
    private volatile long begun = System.nanoTime() - FASTEST_PACE.toNanos();
    private volatile long pace = FASTEST_PACE.toNanos();

    Counter(Idempotency idempotency, PlaceOrder placeOrder) {
        this.idempotency = idempotency;
        this.placeOrder = placeOrder;
    }

    /// Returns when the order is taken, or throws why it is not.
    Answered take(Asking<Wish> asking) {
        if (!waiting.offer(asking)) {
            throw new TooManyOrders();
        }
        keepCalling();
        return idempotency.answered(asking, LONGEST);
    }

    /// As long as somebody waits, one thread calls them.
    private void keepCalling() {
        if (!waiting.isEmpty() && calling.compareAndSet(false, true)) {
            Thread.ofVirtual().name("counter").start(this::callWhileSomebodyWaits);
        }
    }

    private void callWhileSomebodyWaits() {
        try {
            while (!waiting.isEmpty()) {
                LockSupport.parkNanos(begun + pace - System.nanoTime());
                transactions.acquireUninterruptibly();
                begun = System.nanoTime();
                var next = next();
                Thread.ofVirtual().name("taking-orders").start(() -> serve(next));
            }
        } finally {
            calling.set(false);
        }
        keepCalling();
    }

    private void serve(List<Asking<Wish>> askings) {
        var started = System.nanoTime();
        try {
            idempotency.together(askings, placeOrder::place);
        } finally {
            pace = Math.clamp(PACE * (System.nanoTime() - started), FASTEST_PACE.toNanos(), SLOWEST_PACE.toNanos());
            transactions.release();
        }
    }

    /// Whoever asks under the same key as another waits for that other's answer.
    private List<Asking<Wish>> next() {
        var next = new ArrayList<Asking<Wish>>();
        while (next.size() < MOST_AT_ONCE) {
            var first = waiting.peek();
            if (first == null || next.stream().anyMatch(first::sameKey)) {
                break;
            }
            next.add(first);
            waiting.remove();
        }
        return next;
    }
}
