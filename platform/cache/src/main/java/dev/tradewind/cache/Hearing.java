package dev.tradewind.cache;

import java.time.Duration;
import java.util.function.Supplier;

/// Whether changes are heard of. While they are not, a copy is served only for a moment.
final class Hearing {

    private final CacheProperties settings;
    private volatile Supplier<Duration> sinceUpToDate = () -> Duration.ofSeconds(Long.MAX_VALUE);

    Hearing(CacheProperties settings) {
        this.settings = settings;
    }

    void by(Supplier<Duration> listening) {
        sinceUpToDate = listening;
    }

    boolean trusts(long readAt) {
        return sinceUpToDate.get().compareTo(settings.deafAfter()) < 0
                || System.nanoTime() - readAt < settings.trustWhileDeaf().toNanos();
    }
}
