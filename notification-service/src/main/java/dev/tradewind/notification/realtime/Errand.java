package dev.tradewind.notification.realtime;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/// Something to be done again whenever somebody asks, by one thread at a time, which is there only while it is done.
final class Errand {

    private static final int IDLE = 0;
    private static final int DOING = 1;
    private static final int ASKED_AGAIN = 2;

    private final Executor threads;
    private final Runnable task;
    private final AtomicInteger state = new AtomicInteger(IDLE);
    private final Queue<Runnable> also = new ConcurrentLinkedQueue<>();

    Errand(Executor threads, Runnable task) {
        this.threads = threads;
        this.task = task;
    }

    /// Does not wait.
    void ask() {
        if (state.getAndUpdate(it -> it == IDLE ? DOING : ASKED_AGAIN) == IDLE) {
            try {
                threads.execute(this::run);
            } catch (RejectedExecutionException _) {
                state.set(IDLE);
            }
        }
    }

    /// Something to be done once, when it can be done.
    void also(Runnable once) {
        also.add(once);
        ask();
    }

    private void run() {
        do {
            state.set(DOING);
            for (var once = also.poll(); once != null; once = also.poll()) {
                once.run();
            }
            task.run();
        } while (!state.compareAndSet(DOING, IDLE));
    }
}
