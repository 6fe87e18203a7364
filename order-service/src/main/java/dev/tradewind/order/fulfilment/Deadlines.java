package dev.tradewind.order.fulfilment;

import dev.tradewind.messaging.Backlog;
import dev.tradewind.messaging.Backlog.EndOffsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Notices that nobody answers. An answer that is only late is not silence: a deadline fires when the question has
/// left our outbox and every answer that had arrived by the start of the look was read. So an outage of ours, or of
/// the broker, gives up no healthy order.
@Component
class Deadlines {

    private static final int AT_ONCE = 200;

    /// No transaction that asks takes longer from looking at the clock to writing its question down.
    private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(1);

    /// A look that may last several rounds: while answers keep coming, those of its start are not yet read.
    ///
    /// @param asked when the youngest of the overdue asked its question
    private record Look(Instant asOf, Instant asked, EndOffsets ends) {}

    private final Fulfilments fulfilments;
    private final FulfilmentLog log;
    private final Backlog backlog;
    private final Clock clock;
    private @Nullable Look look;

    Deadlines(Fulfilments fulfilments, FulfilmentLog log, Backlog backlog, Clock clock) {
        this.fulfilments = fulfilments;
        this.log = log;
        this.backlog = backlog;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${tradewind.order.deadlines.pause:1s}")
    void look() {
        if (look == null) {
            look = begin();
        }
        if (look != null
                && backlog.everythingSentBefore(look.asked().plus(LONGEST_TRANSACTION))
                && backlog.hasReadUpTo(look.ends())
                && fulfilments.unanswered(look.asOf(), AT_ONCE) < AT_ONCE) {
            look = null;
        }
    }

    private @Nullable Look begin() {
        var asOf = clock.instant();
        return log.youngestOverdue(asOf)
                .map(asked -> new Look(asOf, asked, backlog.endOffsets(FulfilmentConfiguration.GROUP)))
                .orElse(null);
    }
}
