package dev.tradewind.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What must not be read from a cache any more. Key: the entry's id. Said in the transaction of the change, and heard
/// by every instance of every service; whoever has missed an hour of it has nothing cached from before.
@Topic(value = "cache.invalidations", keptHours = 1)
public sealed interface CacheEvent extends Message {

    Instant occurredAt();

    /// Whatever is older than `version` of this entry of `cache` is dropped, and does not come back.
    @WireName("dev.tradewind.cache.entry-dropped.v1")
    record EntryDropped(
            String cache, UUID entryId, @Nullable UUID organizationId, long version, Instant occurredAt)
            implements CacheEvent {

        @Override
        public UUID key() {
            return entryId;
        }
    }
}
