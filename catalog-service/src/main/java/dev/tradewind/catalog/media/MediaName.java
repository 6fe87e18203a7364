package dev.tradewind.catalog.media;

import dev.tradewind.catalog.media.Drawing.KeptAs;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// The name of a picture. Nothing that is called otherwise is looked for anywhere.
record MediaName(String value) {

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{32}(-small)?\\.(jpg|png)");

    static Optional<MediaName> of(String value) {
        return NAME.matcher(value).matches() ? Optional.of(new MediaName(value)) : Optional.empty();
    }

    static MediaName of(UUID id, KeptAs type) {
        return new MediaName(id.toString().replace("-", "") + "." + type.name().toLowerCase(Locale.ROOT));
    }

    MediaName small() {
        return new MediaName(value.replace(".", "-small."));
    }

    String contentType() {
        return (value.endsWith(".png") ? KeptAs.PNG : KeptAs.JPG).contentType();
    }

    String url() {
        return "/media/" + value;
    }

    /// Two characters that differ from upload to upload.
    String shard() {
        return value.substring(30, 32);
    }
}
