package dev.tradewind.catalog.media;

import dev.tradewind.catalog.access.Editor;
import dev.tradewind.catalog.media.Uploading.Uploaded;
import dev.tradewind.web.Caller;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
class MediaController {

    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final Uploading uploading;
    private final MediaStore store;
    private final MediaProperties limits;

    MediaController(Uploading uploading, MediaStore store, MediaProperties limits) {
        this.uploading = uploading;
        this.store = store;
        this.limits = limits;
    }

    /// The file is asked for after the caller, so that who may not upload hears that first.
    @PostMapping("/api/storage/upload")
    ResponseEntity<Uploaded> upload(
            Caller caller, @RequestPart(name = "file", required = false) @Nullable MultipartFile file)
            throws IOException {
        var editor = Editor.of(caller);
        if (file == null) {
            throw new NoFile();
        }
        if (file.getSize() > limits.maxSize().toBytes()) {
            throw CannotUse.tooLarge(limits.maxSize().toBytes());
        }
        var uploaded = uploading.take(editor, file.getResource());
        return ResponseEntity.created(URI.create(uploaded.url())).body(uploaded);
    }

    @GetMapping("/media/{name}")
    ResponseEntity<Resource> show(@PathVariable String name) {
        var known = MediaName.of(name).orElseThrow(UnknownMedia::new);
        var picture = store.find(known).orElseThrow(UnknownMedia::new);
        return ResponseEntity.ok()
                .eTag("\"" + known.value() + "\"")
                .cacheControl(CacheControl.maxAge(FOR_EVER).cachePublic().immutable())
                .contentType(MediaType.parseMediaType(known.contentType()))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header(
                        "Content-Disposition",
                        ContentDisposition.inline()
                                .filename(known.value())
                                .build()
                                .toString())
                .body(picture);
    }
}
