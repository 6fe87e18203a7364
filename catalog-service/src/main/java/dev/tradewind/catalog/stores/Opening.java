package dev.tradewind.catalog.stores;

import dev.tradewind.catalog.access.Editor;
import dev.tradewind.catalog.domain.StoreStatus;
import dev.tradewind.catalog.domain.UnknownStore;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.web.ExpectedVersion;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Opens and closes stores.
@Component
class Opening {

    private final Stores stores;
    private final Outbox outbox;
    private final Clock clock;

    Opening(Stores stores, Outbox outbox, Clock clock) {
        this.stores = stores;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    public StoreView turn(Editor editor, UUID id, ExpectedVersion expected, StoreStatus wanted) {
        var store = stores.lock(id)
                .filter(it -> it.organizationId().equals(editor.organizationId()))
                .orElseThrow(() -> new UnknownStore(id));
        expected.check(store.version());
        if (store.turn(wanted, clock.instant().truncatedTo(ChronoUnit.MICROS))) {
            outbox.append(store.announcement(List.of("status")));
        }
        return store.view();
    }
}
