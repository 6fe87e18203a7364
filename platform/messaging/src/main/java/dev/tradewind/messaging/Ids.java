package dev.tradewind.messaging;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/// The one place where ids are made.
public final class Ids {

    private Ids() {}

    /// A UUIDv7: ordered by time, so that indexes grow at one end.
    public static UUID next() {
        return UuidCreator.getTimeOrderedEpoch();
    }
}
