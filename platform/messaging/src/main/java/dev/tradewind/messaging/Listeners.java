package dev.tradewind.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.context.SmartLifecycle;

/// Runs the listener of each subscription on a thread of its own.
class Listeners implements SmartLifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final List<Listener<?>> listeners;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    private final boolean enabled;

    Listeners(List<Listener<?>> listeners, boolean enabled) {
        this.listeners = List.copyOf(listeners);
        this.enabled = enabled;
        var groups = new HashSet<String>();
        for (var listener : listeners) {
            if (!groups.add(listener.group())) {
                throw new IllegalStateException("Two subscriptions of group " + listener.group() + " (expected: one)");
            }
        }
    }

    @Override
    public boolean isAutoStartup() {
        return enabled;
    }

    List<Listener<?>> all() {
        return listeners;
    }

    Optional<Listener<?>> ofGroup(String group) {
        return listeners.stream().filter(it -> it.group().equals(group)).findFirst();
    }

    @Override
    public void start() {
        running = true;
        for (var listener : listeners) {
            listener.start();
            threads.add(Thread.ofPlatform()
                    .daemon()
                    .name("listener-" + listener.group())
                    .start(listener));
        }
    }

    @Override
    public void stop() {
        listeners.forEach(Listener::stop);
        try {
            for (var thread : threads) {
                thread.join(PATIENCE);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Last to start and first to stop: nothing new is taken on while the rest shuts down.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
