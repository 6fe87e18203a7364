package dev.tradewind.auth.throttling;

import java.time.Duration;
import java.time.Instant;

/// Counts attempts in a window that moves with the time.
interface Attempts {

    /// @param id of this attempt, by which it can be forgotten; empty to ask only
    /// @return how long to wait, and then nothing was counted; zero when the attempt may go on
    Duration count(Asker asker, String id, Instant now);

    void forget(Asker asker, String id);
}
