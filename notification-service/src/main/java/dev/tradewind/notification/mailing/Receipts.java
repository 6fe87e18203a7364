package dev.tradewind.notification.mailing;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// What was accepted, on its way into the log. Whoever writes takes along what others want to write just then, so that
/// they share a commit; but nobody sends his next mail before the last one is written, so a crash repeats no more than
/// are sent at once.
final class Receipts {

    private final Consumer<List<Receipt>> log;
    private final Queue<Receipt> unwritten = new ConcurrentLinkedQueue<>();
    private final ReentrantLock pen = new ReentrantLock();

    /// @param providerId what whoever accepted it calls it
    record Receipt(Outbound mail, String providerId, CompletableFuture<Void> written) {}

    Receipts(Consumer<List<Receipt>> log) {
        this.log = log;
    }

    /// Returns when it is written, or throws why that is not known.
    void write(Outbound mail, String providerId) {
        var receipt = new Receipt(mail, providerId, new CompletableFuture<>());
        unwritten.add(receipt);
        pen.lock();
        try {
            if (!receipt.written().isDone()) {
                writeAll();
            }
        } finally {
            pen.unlock();
        }
        receipt.written().join();
    }

    private void writeAll() {
        var all = new ArrayList<Receipt>();
        for (var next = unwritten.poll(); next != null; next = unwritten.poll()) {
            all.add(next);
        }
        try {
            log.accept(all);
            all.forEach(it -> it.written().complete(null));
        } catch (RuntimeException failed) {
            all.forEach(it -> it.written().completeExceptionally(failed));
        }
    }
}
