package dev.tradewind.order.fulfilment;

import dev.tradewind.messaging.Backlog;
import java.time.Clock;
import java.time.Duration;
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

    private final Fulfilments fulfilments;
    private final FulfilmentLog log;
    private final Backlog backlog;
    private final Clock clock;

    Deadlines(Fulfilments fulfilments, FulfilmentLog log, Backlog backlog, Clock clock) {
        this.fulfilments = fulfilments;
        this.log = log;
        this.backlog = backlog;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${tradewind.order.deadlines.pause:1s}")
    void look() {
        var asOf = clock.instant();
        var youngest = log.youngestOverdue(asOf);
        if (youngest.isEmpty()) {
            return;
        }
        var ends = backlog.endOffsets(FulfilmentConfiguration.GROUP);
        if (backlog.everythingSentBefore(youngest.get().plus(LONGEST_TRANSACTION)) && backlog.hasReadUpTo(ends)) {
            fulfilments.unanswered(asOf, AT_ONCE);
        }
    }
}
