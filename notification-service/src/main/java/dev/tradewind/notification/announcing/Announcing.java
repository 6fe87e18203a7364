package dev.tradewind.notification.announcing;

import dev.tradewind.messaging.Ids;
import dev.tradewind.notification.announcing.Announcement.Status;
import dev.tradewind.notification.updates.Audience;
import dev.tradewind.notification.updates.Update;
import dev.tradewind.notification.updates.UpdateLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Says what is to be said, in the transaction that notes that it was. Any number of instances may look for what is
/// due.
@Component
class Announcing {

    private static final Duration LONGEST_WAIT = Duration.ofDays(366);
    private static final int MOST_SCHEDULED = 100;
    private static final int LIMIT = 100;

    private final Announcements announcements;
    private final UpdateLog log;
    private final JsonMapper json;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Announcing(
            Announcements announcements, UpdateLog log, JsonMapper json, Clock clock, TransactionTemplate transaction) {
        this.announcements = announcements;
        this.log = log;
        this.json = json;
        this.clock = clock;
        this.transaction = transaction;
    }

    /// Within the caller's transaction.
    Announcement announce(Author author, AnnouncementRequest request) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var announcement = new Announcement(
                Ids.next(),
                author.organizationId(),
                request.kind(),
                request.title().strip(),
                request.body().strip(),
                author.reach(request.audience()),
                request.at() == null ? now : within(request.at(), now),
                request.at() == null ? Status.TOLD : Status.SCHEDULED,
                now);
        if (announcement.status() == Status.SCHEDULED && announcements.scheduled(author) >= MOST_SCHEDULED) {
            throw new CannotAnnounce.TooMany(MOST_SCHEDULED);
        }
        announcements.add(announcement, author);
        if (announcement.status() == Status.TOLD) {
            log.append(List.of(update(announcement)));
        }
        return announcement;
    }

    /// Cancelling twice is cancelling.
    void cancel(Author author, UUID id) {
        if (announcements.cancel(author, id)) {
            return;
        }
        var found = announcements.find(author, id).orElseThrow(() -> new CannotAnnounce.Unknown(id));
        if (found.status() == Status.TOLD) {
            throw new CannotAnnounce.AlreadyTold();
        }
    }

    @Scheduled(fixedDelayString = "${tradewind.notification.announcement-pause:1s}")
    void tellWhatIsDue() {
        int told;
        do {
            told = Objects.requireNonNull(transaction.execute(_ -> tellSome()));
        } while (told == LIMIT);
    }

    private int tellSome() {
        var due = announcements.takeDue(clock.instant(), LIMIT);
        if (!due.isEmpty()) {
            log.append(due.stream()
                    .sorted(Comparator.comparing(Announcement::at).thenComparing(Announcement::id))
                    .map(this::update)
                    .toList());
        }
        return due.size();
    }

    private Update update(Announcement announcement) {
        var data = json.createObjectNode()
                .put("id", announcement.id().toString())
                .put("kind", announcement.kind().name())
                .put("title", announcement.title())
                .put("body", announcement.body());
        return new Update(
                origin(announcement.organizationId()),
                audience(announcement),
                announcement.kind().type(),
                data,
                announcement.at());
    }

    private static Audience audience(Announcement announcement) {
        return switch (announcement.audience()) {
            case EVERYONE -> new Audience.Everyone();
            case MEMBERS -> new Audience.Members();
            case STAFF -> new Audience.Staff();
        };
    }

    private static UUID origin(@Nullable UUID organizationId) {
        return organizationId == null ? new UUID(0, 0) : organizationId;
    }

    private static Instant within(Instant at, Instant now) {
        if (!at.isAfter(now) || at.isAfter(now.plus(LONGEST_WAIT))) {
            throw new CannotAnnounce.BadTime();
        }
        return at.truncatedTo(ChronoUnit.MICROS);
    }
}
