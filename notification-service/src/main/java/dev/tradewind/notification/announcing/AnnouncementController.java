package dev.tradewind.notification.announcing;

import dev.tradewind.messaging.Ids;
import dev.tradewind.web.Answer;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Idempotency;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/announcements")
class AnnouncementController {

    private final Announcing announcing;
    private final Announcements announcements;
    private final Idempotency idempotency;

    AnnouncementController(Announcing announcing, Announcements announcements, Idempotency idempotency) {
        this.announcing = announcing;
        this.announcements = announcements;
        this.idempotency = idempotency;
    }

    /// Without a key every request is one of its own.
    @PostMapping
    ResponseEntity<?> announce(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody AnnouncementRequest request) {
        var author = Author.of(caller);
        return idempotency
                .once(
                        caller,
                        key == null ? Ids.next().toString() : key,
                        "POST /api/announcements",
                        request,
                        () -> created(announcing.announce(author, request)))
                .response();
    }

    @GetMapping
    Page<Announcement> list(Caller caller, PageRequest request) {
        return announcements.of(Author.of(caller), request);
    }

    @GetMapping("/{id}")
    Announcement show(Caller caller, @PathVariable UUID id) {
        return announcements.find(Author.of(caller), id).orElseThrow(() -> new CannotAnnounce.Unknown(id));
    }

    /// Takes back what has not been told yet.
    @DeleteMapping("/{id}")
    ResponseEntity<Void> cancel(Caller caller, @PathVariable UUID id) {
        announcing.cancel(Author.of(caller), id);
        return ResponseEntity.noContent().build();
    }

    private static Answer created(Announcement announcement) {
        return Answer.created(URI.create("/api/announcements/" + announcement.id()), announcement);
    }
}
