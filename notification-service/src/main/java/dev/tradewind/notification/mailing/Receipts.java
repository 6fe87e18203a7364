package dev.tradewind.notification.mailing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// What was accepted, on its way into the log. Those who send at once wait a moment for each other, so that they share
/// a commit; but nobody sends his next mail before the last one is written, so a crash repeats no more than are sent at
/// once.
final class Receipts {

    private static final Duration MOMENT = Duration.ofMillis(20);

    private final int together;
    private final Consumer<List<Receipt>> log;
    private final ReentrantLock pen = new ReentrantLock();
    private final Condition written = pen.newCondition();
    private final List<Receipt> unwritten = new ArrayList<>();

    /// @param providerId what whoever accepted it calls it
    record Receipt(Outbound mail, String providerId, CompletableFuture<Void> written) {}

    /// @param together how many send at once
    Receipts(int together, Consumer<List<Receipt>> log) {
        this.together = together;
        this.log = log;
    }

    /// Returns when it is written, or throws why that is not known.
    void write(Outbound mail, String providerId) {
        var receipt = new Receipt(mail, providerId, new CompletableFuture<>());
        var hurry = false;
        pen.lock();
        try {
            unwritten.add(receipt);
            hurry = !awaitOthers(receipt);
            if (!receipt.written().isDone()) {
                writeAll();
            }
        } finally {
            pen.unlock();
            if (hurry) {
                Thread.currentThread().interrupt();
            }
        }
        receipt.written().join();
    }

    /// Whether nobody interrupted us. The note itself must not be: then it is written at once.
    private boolean awaitOthers(Receipt receipt) {
        try {
            var left = MOMENT.toNanos();
            while (unwritten.size() < together && !receipt.written().isDone() && left > 0) {
                left = written.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }

    private void writeAll() {
        var all = List.copyOf(unwritten);
        unwritten.clear();
        try {
            log.accept(all);
            all.forEach(it -> it.written().complete(null));
        } catch (RuntimeException | Error failed) {
            // Whatever it was: nobody else would tell those who wait.
            all.forEach(it -> it.written().completeExceptionally(failed));
        }
        written.signalAll();
    }
}
