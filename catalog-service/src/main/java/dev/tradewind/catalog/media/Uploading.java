package dev.tradewind.catalog.media;

import dev.tradewind.catalog.access.Editor;
import dev.tradewind.catalog.media.Drawing.Drawn;
import dev.tradewind.messaging.Ids;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/// Takes an upload in: drawn anew, written down, kept.
@Component
class Uploading {

    private static final int PATIENCE_SECONDS = 10;

    /// A file and its pixels are held in memory one at a time: many at once would be too many for a small heap.
    private final Semaphore places = new Semaphore(1, true);

    private final Drawing drawing;
    private final Media media;
    private final MediaStore store;
    private final Clock clock;

    Uploading(Drawing drawing, Media media, MediaStore store, Clock clock) {
        this.drawing = drawing;
        this.media = media;
        this.store = store;
        this.clock = clock;
    }

    record Uploaded(UUID id, String url, String thumbnailUrl, String contentType, int size, int width, int height) {}

    /// What is drawn is small, so that a slow store holds up nobody who draws.
    Uploaded take(Editor editor, Resource file) throws IOException {
        return keep(editor, drawn(file));
    }

    private Drawn drawn(Resource file) throws IOException {
        if (!place()) {
            throw new TooBusy();
        }
        try {
            return drawing.draw(file.getContentAsByteArray());
        } finally {
            places.release();
        }
    }

    private boolean place() {
        try {
            return places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Uploaded keep(Editor editor, Drawn drawn) {
        var picture = drawn.picture();
        var id = Ids.next();
        var name = MediaName.of(id, picture.type());
        media.add(id, name, editor, picture, clock.instant().truncatedTo(ChronoUnit.MICROS));
        store.put(name.small(), drawn.thumbnail().content().getByteArray());
        store.put(name, picture.content().getByteArray());
        return new Uploaded(
                id,
                name.url(),
                name.small().url(),
                picture.type().contentType(),
                picture.size(),
                picture.width(),
                picture.height());
    }
}
