package dev.tradewind.auth.sessions;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// What Redis remembers of sessions, so that not every request asks the database. It may forget anything at any time,
/// and be away: then for a second nobody waits for it again.
@Component
class SessionCache {

    /// Longer than any access token lives: after that nobody asks for the session any more.
    static final Duration REMEMBERED = Duration.ofMinutes(16);

    private static final Logger log = LoggerFactory.getLogger(SessionCache.class);
    private static final String ALIVE = "alive";
    private static final String ENDED = "ended";

    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final StringRedisTemplate redis;
    private volatile long awayUntil = System.nanoTime();

    SessionCache(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /// Whether the session is known to be alive or to have ended.
    Optional<Boolean> isAlive(UUID sessionId) {
        if (isAway()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(redis.opsForValue().get(key(sessionId))).map(ALIVE::equals);
        } catch (DataAccessException away) {
            tell(away);
            return Optional.empty();
        }
    }

    /// Never overwrites an ending that came in between.
    void alive(UUID sessionId, Duration lifetime) {
        if (lifetime.isPositive() && !isAway()) {
            try {
                redis.opsForValue().setIfAbsent(key(sessionId), ALIVE, lifetime);
            } catch (DataAccessException away) {
                tell(away);
            }
        }
    }

    void endedAfterCommit(Collection<UUID> sessionIds) {
        if (!sessionIds.isEmpty()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    ended(sessionIds);
                }
            });
        }
    }

    void ended(Collection<UUID> sessionIds) {
        try {
            for (var id : sessionIds) {
                redis.opsForValue().set(key(id), ENDED, REMEMBERED);
            }
        } catch (DataAccessException away) {
            tell(away);
        }
    }

    private static String key(UUID sessionId) {
        return "session:" + sessionId;
    }

    private boolean isAway() {
        return System.nanoTime() - awayUntil < 0;
    }

    private void tell(DataAccessException away) {
        awayUntil = System.nanoTime() + PAUSE_NANOS;
        log.atDebug().setCause(away).log("Redis is away");
    }
}
