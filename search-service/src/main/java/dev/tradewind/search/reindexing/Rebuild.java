package dev.tradewind.search.reindexing;

import dev.tradewind.search.indexing.Filling;
import dev.tradewind.search.indexing.ProductIndex;
import dev.tradewind.search.listing.Listing;
import dev.tradewind.search.listing.Listings;
import dev.tradewind.search.reindexing.Reindexing.State;
import dev.tradewind.search.reindexing.Reindexings.Held;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Builds an index beside the one that is read, a step at a time.
///
/// It is filled from the listings, which hold all that catalog and inventory ever said of what is sold: they are the
/// truth for the index, as the compacted topics are for the listings (whoever loses those too lets the consumer group
/// `search-index` read both topics from the beginning, and old news change nothing). Changes are written to both
/// indexes meanwhile, and each document carries the version of its listing, so it does not matter
/// which of the two comes first or whether something comes twice. Every step can be repeated: whoever takes over from
/// an instance that died goes on where that one wrote down it was.
@Component
class Rebuild {

    static final int PAGE = 500;

    /// More than anybody waits for an answer.
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(Rebuild.class);

    private final ProductIndex index;
    private final Filling filling;
    private final Listings listings;
    private final Reindexings reindexings;

    Rebuild(ProductIndex index, Filling filling, Listings listings, Reindexings reindexings) {
        this.index = index;
        this.filling = filling;
        this.listings = listings;
        this.reindexings = reindexings;
    }

    /// Takes one step of the running reindexing, if this instance holds it.
    ///
    /// @return whether there may be another one
    boolean step(UUID self) throws IOException {
        var held = reindexings.hold(self).orElse(null);
        if (held == null) {
            tidyUp();
            return false;
        }
        if (held.isOverdue()) {
            reindexings.end(held.id(), State.FAILED, "It was not done at the deadline.");
            return false;
        }
        var name = held.index();
        if (name == null) {
            return make(held, self);
        }
        return copy(held, name, self) || finish(held, name, self);
    }

    /// Whoever tried before and died may have left an index behind that nobody knows of.
    private boolean make(Held held, UUID self) throws IOException {
        if (reindexings.isJustOver(LONGEST_SEARCH)) {
            return false;
        }
        drop(unread());
        index.sweep();
        var name = index.add();
        if (reindexings.made(held.id(), self, name)) {
            log.atInfo().addKeyValue("index", name).log("Builds the index anew");
            return true;
        }
        drop(List.of(name));
        return false;
    }

    /// Elasticsearch forgets after an hour at which version something was deleted. So whoever copied a page slowly
    /// looks once more what was deleted meanwhile, lest an old version of it stays.
    ///
    /// @return whether there was anything left to copy
    private boolean copy(Held held, String name, UUID self) throws IOException {
        var page = listings.after(held.position(), PAGE);
        if (page.isEmpty()) {
            return false;
        }
        var copied = filling.fill(name, page);
        filling.fill(
                name, listings.deletedOf(page.stream().map(Listing::productId).toList()));
        return reindexings.copied(held.id(), self, page.getLast().productId(), copied);
    }

    private boolean finish(Held held, String name, UUID self) throws IOException {
        filling.show(name);
        if (!reindexings.swapping(held.id(), self)) {
            return false;
        }
        index.serve(name);
        reindexings.end(held.id(), State.DONE, null);
        log.atInfo().addKeyValue("index", name).log("Searches read the new index");
        return false;
    }

    /// The index that was read before, or what an aborted or failed one left. Not at once: searches may still be at
    /// it. The indexes are looked at first: what is added later is not among them, and one that was added before
    /// belongs to a reindexing that would be seen running.
    private void tidyUp() throws IOException {
        var left = unread();
        if (!left.isEmpty() && !reindexings.isRunningOrJustOver(LONGEST_SEARCH)) {
            drop(left);
        }
    }

    private List<String> unread() {
        var all = index.targets();
        if (all.size() < 2) {
            return List.of();
        }
        var serving = index.serving();
        return all.stream().filter(it -> !it.equals(serving)).toList();
    }

    private void drop(List<String> names) throws IOException {
        for (var name : names) {
            try {
                index.drop(name);
            } catch (IllegalArgumentException gone) {
                log.atDebug().setCause(gone).log("Another instance was faster");
            }
        }
    }
}
