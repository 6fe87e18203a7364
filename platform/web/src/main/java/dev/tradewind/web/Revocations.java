package dev.tradewind.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tradewind.contracts.AccountEvent.AccountClosed;
import dev.tradewind.contracts.AccountEvent.SessionRevoked;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// Which sessions ended before their tokens did. Remembered as long as such a token could still be good, and no
/// longer: after that the token is refused because it has expired.
final class Revocations {

    /// The longest life of a token, and what clocks may differ.
    static final Duration REMEMBERED_FOR = Duration.ofMinutes(16);

    private static final int MOST = 200_000;

    private final Cache<UUID, Instant> sessions = remembering();
    private final Cache<UUID, Instant> accounts = remembering();

    void learn(SessionRevoked revoked) {
        sessions.put(revoked.sessionId(), revoked.occurredAt());
    }

    void learn(AccountClosed closed) {
        accounts.put(closed.accountId(), closed.occurredAt());
    }

    /// A closed account may come back: only tokens from before its end are meant.
    boolean concern(CallerToken token) {
        var caller = token.getPrincipal();
        var session = caller.sessionId();
        if (session != null && sessions.getIfPresent(session) != null) {
            return true;
        }
        var closed = accounts.getIfPresent(caller.accountId());
        return closed != null && !token.issuedAt().isAfter(closed);
    }

    long count() {
        return sessions.estimatedSize() + accounts.estimatedSize();
    }

    private static Cache<UUID, Instant> remembering() {
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(REMEMBERED_FOR)
                .build();
    }
}
