package dev.tradewind.messaging;

import java.time.Duration;

/// How long a listener lets messages gather between two polls.
///
/// A poll costs much the same whether it brings one message or fifty. So whoever has worked rests for as long, and up
/// to three times as long when it found many. A machine that has much to do, where all work takes longer, finds more
/// in each poll instead of falling behind. After a pause the first message is still handled at once.
final class Gathering {

    /// Who finds so many in one poll is behind, and gathers nothing.
    private static final int PLENTY = 100;

    private static final Duration LONGEST = Duration.ofMillis(50);

    /// So many messages are worth one more rest.
    private static final int MANY = 4;

    private static final int MOST_RESTS = 3;

    /// Rests for each time of work.
    private static final int PATIENCE = 6;

    private static final Duration SHORTEST_PATIENCE = Duration.ofMillis(100);
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(1);

    private Gathering() {}

    /// @param messages that the last poll brought
    /// @param worked since it brought them
    static Duration after(int messages, Duration worked, boolean patient) {
        if (messages == 0 || isPlenty(messages)) {
            return Duration.ZERO;
        }
        if (!patient) {
            return rest(messages, worked);
        }
        var rest = Math.clamp(
                worked.toNanos() * PATIENCE, SHORTEST_PATIENCE.minus(worked).toNanos(), LONGEST_PATIENCE.toNanos());
        return Duration.ofNanos(rest);
    }

    static boolean isPlenty(int messages) {
        return messages >= PLENTY;
    }

    /// For whoever is waited for: as long as it worked, or a few times that, but never long.
    static Duration rest(int messages, Duration worked) {
        return Duration.ofNanos(Math.min(worked.toNanos(), LONGEST.toNanos()))
                .multipliedBy(Math.clamp(messages / MANY, 1, MOST_RESTS));
    }
}
