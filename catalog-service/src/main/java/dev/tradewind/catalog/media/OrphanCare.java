package dev.tradewind.catalog.media;

import java.time.Clock;
import java.util.stream.Stream;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Deletes what was uploaded and never shown by a product. Bytes first: a crash in between leaves a row that is found
/// again, never bytes that nobody knows of. Two instances may do the same at once, and nothing happens twice.
@Component
class OrphanCare {

    private static final int AT_ONCE = 100;
    private static final int MOST_ROUNDS = 100;

    private final Media media;
    private final MediaStore store;
    private final MediaProperties settings;
    private final Clock clock;

    OrphanCare(Media media, MediaStore store, MediaProperties settings, Clock clock) {
        this.media = media;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(
            initialDelayString = "${tradewind.media.orphans-pause:1h}",
            fixedDelayString = "${tradewind.media.orphans-pause:1h}")
    int deleteOrphans() {
        var before = clock.instant().minus(settings.orphansAfter());
        media.keepWhatIsShown(before);
        int deleted = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            var orphans = media.orphans(before, AT_ONCE);
            store.delete(
                    orphans.stream().flatMap(it -> Stream.of(it, it.small())).toList());
            media.forget(orphans);
            deleted += orphans.size();
            if (orphans.size() < AT_ONCE) {
                break;
            }
        }
        return deleted;
    }
}
