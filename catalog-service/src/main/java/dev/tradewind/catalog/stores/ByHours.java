package dev.tradewind.catalog.stores;

import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import org.springframework.data.domain.Limit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Opens and closes stores by their hours, and tells everybody: whoever takes orders asks nobody whether it is night.
@Component
class ByHours {

    private static final int AT_ONCE = 100;

    private final Stores stores;
    private final Outbox outbox;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ByHours(Stores stores, Outbox outbox, Clock clock, TransactionTemplate transaction) {
        this.stores = stores;
        this.outbox = outbox;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelayString = "${tradewind.catalog.hours-pause:1s}")
    void turnAll() {
        int turned;
        do {
            turned = transaction.execute(_ -> turnSome());
        } while (turned == AT_ONCE);
    }

    private int turnSome() {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var due = stores.lockDue(now, Limit.of(AT_ONCE));
        var outgoing = new ArrayList<Outgoing>();
        for (var store : due) {
            var changes = store.keepHours(now);
            if (!changes.isEmpty()) {
                outgoing.add(Outgoing.of(store.announcement(changes)));
            }
        }
        outbox.append(outgoing);
        return due.size();
    }
}
