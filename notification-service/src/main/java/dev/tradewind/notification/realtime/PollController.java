package dev.tradewind.notification.realtime;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tradewind.web.BadParameter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// For those who cannot keep a connection open.
@RestController
class PollController {

    private static final int MOST = 500;
    private static final int LONGEST_WAIT = 30;

    private final Visits visits;
    private final Told told;

    PollController(Visits visits, Told told) {
        this.visits = visits;
        this.told = told;
    }

    /// @param items the messages, in their order
    /// @param cursor what to ask for next time
    record Updates(@JsonRawValue String items, String cursor) {}

    /// Without a cursor it answers at once where one begins. With one it waits until there is something to tell.
    @GetMapping("/api/updates")
    ResponseEntity<Updates> updates(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "0") int wait,
            @RequestParam(required = false) @Nullable String topics,
            @RequestParam(required = false) @Nullable List<String> destination)
            throws InterruptedException {
        if (wait < 0 || wait > LONGEST_WAIT) {
            throw new BadParameter("wait", "is a number of seconds up to " + LONGEST_WAIT);
        }
        try (var visit = visits.visit();
                var reading = visits.read(visit, destination, topics, after)) {
            var until = System.nanoTime() + Duration.ofSeconds(wait).toNanos();
            var news = reading.next(MOST);
            while (news.isEmpty() && !visit.isOver() && after != null && System.nanoTime() - until < 0) {
                visit.bell().await(Duration.ofNanos(until - System.nanoTime()));
                news = reading.next(MOST);
            }
            told.byPoll(news.size());
            return ResponseEntity.ok()
                    .cacheControl(CacheControl.noStore())
                    .body(new Updates(News.array(news), reading.cursor()));
        }
    }
}
