package dev.tradewind.payment.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// When the provider is to be asked about a payment, and who does it.
///
/// A lease is nothing but a later due time: whoever holds it and dies is followed by the next one when it runs out.
///
/// @param tries how often the provider has been asked, or may have been
/// @param dueAt null when there is nothing to ask
/// @param lease who is asking; null when nobody is
public record Task(
        int tries, @Nullable Instant dueAt, @Nullable UUID lease) {

    /// With the pauses below about nine minutes of silence; then a person has to look.
    public static final int MAX_TRIES = 60;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int DOUBLINGS = 7;
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(10);
    private static final int PATIENT_DOUBLINGS = 13;

    public static Task dueAt(Instant time) {
        return new Task(0, time, null);
    }

    public Task leased(UUID by, Instant until) {
        return new Task(tries + 1, until, by);
    }

    /// The pause grows with every try.
    Task again(Instant now) {
        return tries >= MAX_TRIES ? done() : new Task(tries, now.plus(pause(tries, DOUBLINGS, LONGEST_PAUSE)), null);
    }

    /// For an answer that there is none yet. The provider may take days, so it is asked ever more seldom, and never
    /// given
    /// up; what was silence before is forgotten.
    Task later(Instant now) {
        var counted = Math.min(tries, PATIENT_DOUBLINGS + 1);
        return new Task(counted, now.plus(pause(counted, PATIENT_DOUBLINGS, LONGEST_PATIENCE)), null);
    }

    Task done() {
        return new Task(tries, null, null);
    }

    /// Begins anew, unless somebody is asking right now.
    Task hurry(Instant now) {
        if (lease != null) {
            return this;
        }
        return new Task(dueAt == null ? 1 : tries, now, null);
    }

    public boolean isDue(Instant now) {
        return dueAt != null && lease == null && !dueAt.isAfter(now);
    }

    boolean isHeldBy(UUID holder) {
        return holder.equals(lease);
    }

    private static Duration pause(int tries, int doublings, Duration longest) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, doublings));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
