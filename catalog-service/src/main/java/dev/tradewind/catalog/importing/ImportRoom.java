package dev.tradewind.catalog.importing;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The places of an instance for imports. An organisation has one of them at a time: it gains nothing by more, and slow
/// clients of one would keep out those of all others.
@Component
class ImportRoom {

    private final Semaphore places;
    private final Set<UUID> inside = ConcurrentHashMap.newKeySet();

    ImportRoom(@Value("${tradewind.catalog.imports:4}") int places) {
        this.places = new Semaphore(places);
    }

    interface Place extends AutoCloseable {

        @Override
        void close();
    }

    /// Refuses with 503 whoever finds no place.
    Place enter(UUID organization) {
        if (!inside.add(organization)) {
            throw new TooManyImports("Another import of the organisation is underway.");
        }
        if (!places.tryAcquire()) {
            inside.remove(organization);
            throw new TooManyImports("Other imports are underway.");
        }
        return () -> {
            places.release();
            inside.remove(organization);
        };
    }
}
