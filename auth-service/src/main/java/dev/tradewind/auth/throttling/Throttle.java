package dev.tradewind.auth.throttling;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tradewind.auth.domain.TooManyAttempts;
import dev.tradewind.messaging.Ids;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Sends away who failed too often, before anything expensive is done for them. An attempt counts from when it begins,
/// so that a thousand at once are not a thousand guesses; one that succeeds is forgotten.
@Component
public class Throttle {

    private static final Logger log = LoggerFactory.getLogger(Throttle.class);
    private static final int MOST_REFUSED = 10_000;

    private final Cache<Asker, Instant> refusedUntil = Caffeine.newBuilder()
            .maximumSize(MOST_REFUSED)
            .expireAfterWrite(Duration.ofSeconds(1))
            .build();
    private final AttemptsInRedis together;
    private final AttemptsInMemory alone;
    private final Counter refused;
    private final Counter alones;
    private final Clock clock;

    Throttle(AttemptsInRedis together, AttemptsInMemory alone, MeterRegistry meters, Clock clock) {
        this.together = together;
        this.alone = alone;
        this.refused = meters.counter("tradewind.auth.sign-ins.throttled");
        this.alones = meters.counter("tradewind.auth.sign-ins.counted-alone");
        this.clock = clock;
    }

    /// Refuses again whoever was refused just now, without asking anybody.
    public void check(Asker asker) {
        var until = refusedUntil.getIfPresent(asker);
        var now = clock.instant();
        if (until != null && now.isBefore(until)) {
            throw refusal(Duration.between(now, until));
        }
    }

    /// Refuses, or lets go on and counts what comes back empty.
    public <T> Optional<T> attempt(Asker asker, Supplier<Optional<T>> work) {
        var id = Ids.next().toString();
        count(asker, id);
        var failed = false;
        try {
            var result = work.get();
            failed = result.isEmpty();
            return result;
        } finally {
            if (!failed) {
                forget(asker, id);
            }
        }
    }

    private void forget(Asker asker, String id) {
        try {
            together.forget(asker, id);
        } catch (DataAccessException _) {
            alone.forget(asker, id);
        }
    }

    private void count(Asker asker, String id) {
        var wait = asked(asker, id);
        if (wait.isPositive()) {
            refusedUntil.put(asker, clock.instant().plus(wait));
            throw refusal(wait);
        }
    }

    private TooManyAttempts refusal(Duration wait) {
        refused.increment();
        return new TooManyAttempts(wait);
    }

    private Duration asked(Asker asker, String id) {
        try {
            return together.count(asker, id, clock.instant());
        } catch (DataAccessException away) {
            alones.increment();
            log.atDebug().setCause(away).log("Redis is away: counts alone");
            return alone.count(asker, id, clock.instant());
        }
    }
}
