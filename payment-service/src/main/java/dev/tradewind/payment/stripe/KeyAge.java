package dev.tradewind.payment.stripe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// Stripe knows an idempotency key for a day. Of what is older it must be asked by our id before anything is
/// repeated.
final class KeyAge {

    private static final Duration REMEMBERED = Duration.ofHours(20);

    private KeyAge() {}

    /// A UUIDv7 says itself when it was made.
    static boolean isForgotten(UUID key, Clock clock) {
        var madeAt = Instant.ofEpochMilli(key.getMostSignificantBits() >>> 16);
        return madeAt.isBefore(clock.instant().minus(REMEMBERED));
    }
}
