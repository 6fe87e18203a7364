package dev.tradewind.cache;

import dev.tradewind.contracts.CacheEvent.EntryDropped;
import dev.tradewind.contracts.Message;
import dev.tradewind.messaging.Echo;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The caches of this service, and what makes their entries old.
public final class Caches implements Echo {

    private final Map<String, ReadCache<?, ?>> byName = new ConcurrentHashMap<>();
    private final List<Outdating> outdatings;
    private final CacheParts parts;
    private final Clock clock;

    Caches(CacheParts parts, List<Outdating> outdatings, Clock clock) {
        this.parts = parts;
        this.outdatings = List.copyOf(outdatings);
        this.clock = clock;
    }

    /// A new cache; its name is taken from then on.
    public <K, V> ReadCache<K, V> open(Shape<V> shape) {
        ReadCache<K, V> cache = parts.cache(shape);
        if (byName.putIfAbsent(shape.name(), cache) != null) {
            throw new IllegalStateException("Two caches are called " + shape.name() + " (expected: one)");
        }
        return cache;
    }

    @Override
    public List<? extends Message> to(Message message) {
        var told = new ArrayList<Message>();
        for (var outdating : outdatings) {
            var outdated = outdating.by().apply(message);
            if (outdated.isEmpty()) {
                continue;
            }
            outdate(outdated);
            if (outdating.heard().isEmpty()) {
                outdated.forEach(it -> told.add(new EntryDropped(
                        it.cache(), it.id(), message.organizationId(), it.version(), clock.instant())));
            }
        }
        return told;
    }

    /// What others have changed.
    void hear(List<? extends Message> messages) {
        var outdated = new ArrayList<Outdated>();
        for (var message : messages) {
            if (message instanceof EntryDropped it) {
                outdated.add(new Outdated(it.cache(), it.entryId(), it.version()));
            } else {
                outdatings.stream()
                        .filter(it -> it.heard().stream().anyMatch(type -> type.isInstance(message)))
                        .forEach(it -> outdated.addAll(it.by().apply(message)));
            }
        }
        drop(outdated);
    }

    /// First of all it is known; then copies may be dropped in any order.
    void drop(Collection<Outdated> outdated) {
        var keys = new HashMap<ReadCache<?, ?>, Map<String, Long>>();
        for (var it : outdated) {
            var cache = byName.get(it.cache());
            if (cache != null) {
                keys.computeIfAbsent(cache, _ -> new HashMap<>()).merge(cache.key(it.id()), it.version(), Math::max);
            }
        }
        keys.forEach((cache, versions) -> {
            parts.floors().raise(versions);
            cache.forget(versions.keySet());
            parts.far().drop(versions);
        });
    }

    /// Drops these as soon as the transaction has committed, or now when there is none. Other instances hear nothing of
    /// it but what Redis tells them.
    public void outdate(List<Outdated> outdated) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            drop(outdated);
            return;
        }
        var open = TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(AfterCommit.class::isInstance)
                .map(AfterCommit.class::cast)
                .filter(it -> it.caches == this)
                .findFirst()
                .orElseGet(() -> {
                    var added = new AfterCommit(this, new ArrayList<>());
                    TransactionSynchronizationManager.registerSynchronization(added);
                    return added;
                });
        open.outdated.addAll(outdated);
    }

    /// All that one transaction has made old, dropped in one go.
    private record AfterCommit(Caches caches, List<Outdated> outdated) implements TransactionSynchronization {

        @Override
        public void afterCommit() {
            caches.drop(outdated);
        }
    }
}
