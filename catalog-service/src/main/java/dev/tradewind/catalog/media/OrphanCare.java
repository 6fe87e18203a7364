package dev.tradewind.catalog.media;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Deletes what was uploaded and never shown by a product. Bytes first: a crash in between leaves a row that is found
/// again, never bytes that nobody knows of. Two instances may do the same at once, and nothing happens twice.
///
/// A picture is looked at a last time under a lock that no product to come gets past: see [ShownPictures].
@Component
class OrphanCare {

    private static final int AT_ONCE = 100;
    private static final int MOST_ROUNDS = 100;

    private final Media media;
    private final MediaStore store;
    private final MediaProperties settings;
    private final Clock clock;
    private final TransactionTemplate transaction;

    OrphanCare(Media media, MediaStore store, MediaProperties settings, Clock clock, TransactionTemplate transaction) {
        this.media = media;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Scheduled(
            initialDelayString = "${tradewind.media.orphans-pause:1h}",
            fixedDelayString = "${tradewind.media.orphans-pause:1h}")
    int deleteOrphans() {
        var before = clock.instant().minus(settings.orphansAfter());
        media.keepWhatIsShown(before);
        int deleted = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            var some = Objects.requireNonNull(transaction.execute(_ -> deleteSome(before)));
            deleted += some.deleted();
            if (some.looked() < AT_ONCE) {
                break;
            }
        }
        return deleted;
    }

    private record Some(int looked, int deleted) {}

    private Some deleteSome(Instant before) {
        var orphans = media.lockOrphans(before, AT_ONCE);
        var unused = new ArrayList<>(orphans);
        unused.removeAll(media.shown(orphans));
        store.delete(unused.stream().flatMap(it -> Stream.of(it, it.small())).toList());
        media.forget(unused);
        return new Some(orphans.size(), unused.size());
    }
}
