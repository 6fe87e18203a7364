package dev.tradewind.verify.story;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/// Many doing the same at once.
public final class Together {

    private Together() {}

    public static <A, B> List<B> each(List<A> all, Function<A, B> action) {
        return spaced(all, 0, action);
    }

    /// One after the other begins, whether or not those before have ended.
    public static <A, B> List<B> spaced(List<A> all, long nanos, Function<A, B> action) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<B>>();
            for (var one : all) {
                running.add(threads.submit(() -> action.apply(one)));
                LockSupport.parkNanos(nanos);
            }
            return running.stream().map(Together::finished).toList();
        }
    }

    public static <B> B finished(Future<B> running) {
        try {
            return running.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException failed) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(failed);
        }
    }
}
