package dev.tradewind.catalog.media;

import java.util.Arrays;
import java.util.Optional;
import org.apache.tika.Tika;

/// The kinds of pictures that are taken, found by what is in them and never by what they are called.
enum Format {
    JPEG("image/jpeg", "jpeg"),
    PNG("image/png", "png"),
    GIF("image/gif", "gif"),
    WEBP("image/webp", "webp");

    private static final Tika TIKA = new Tika();

    private final String type;
    private final String reader;

    Format(String type, String reader) {
        this.type = type;
        this.reader = reader;
    }

    static Optional<Format> of(byte[] content) {
        var found = TIKA.detect(content);
        return Arrays.stream(values()).filter(it -> it.type.equals(found)).findFirst();
    }

    /// The name Java's image readers know it by.
    String reader() {
        return reader;
    }
}
