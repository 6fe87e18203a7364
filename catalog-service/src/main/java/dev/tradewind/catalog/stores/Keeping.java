package dev.tradewind.catalog.stores;

import dev.tradewind.catalog.access.Editor;
import dev.tradewind.catalog.domain.StoreStatus;
import dev.tradewind.catalog.domain.UnknownStore;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.web.ExpectedVersion;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What staff do to their stores. A store and what others hear about it are written together.
@Component
class Keeping {

    private final Stores stores;
    private final Outbox outbox;
    private final Clock clock;

    Keeping(Stores stores, Outbox outbox, Clock clock) {
        this.stores = stores;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    public StoreView turn(Editor editor, UUID id, ExpectedVersion expected, StoreStatus wanted) {
        return keep(editor, id, expected, (store, now) -> store.turn(wanted, now));
    }

    @Transactional
    public StoreView followHours(Editor editor, UUID id, ExpectedVersion expected) {
        return keep(editor, id, expected, Store::followHours);
    }

    @Transactional
    public StoreView change(Editor editor, UUID id, ExpectedVersion expected, StoreChange wanted) {
        return keep(editor, id, expected, (store, now) -> store.become(wanted, now));
    }

    private StoreView keep(
            Editor editor, UUID id, ExpectedVersion expected, BiFunction<Store, Instant, List<String>> change) {
        var store = stores.lock(id)
                .filter(it -> it.organizationId().equals(editor.organizationId()))
                .orElseThrow(() -> new UnknownStore(id));
        expected.check(store.version());
        var changes = change.apply(store, clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (!changes.isEmpty()) {
            outbox.append(store.announcement(changes));
        }
        return store.view();
    }
}
