package dev.tradewind.notification.realtime;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// For those who only listen. The request's own virtual thread waits and writes; it is cheaper than what would have to
/// be kept in its place.
@RestController
class StreamController {

    private final Visits visits;
    private final RealtimeProperties settings;
    private final Told told;

    StreamController(Visits visits, RealtimeProperties settings, Told told) {
        this.visits = visits;
        this.settings = settings;
        this.told = told;
    }

    /// @param resume what the client has read last, which browsers send by themselves
    /// @param after the same, for a page that changes to this transport
    /// @param batch whether crowds of messages come as arrays
    @GetMapping(path = "/api/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String resume,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String topics,
            @RequestParam(required = false) @Nullable List<String> destination,
            @RequestParam(defaultValue = "false") boolean batch,
            HttpServletRequest request,
            HttpServletResponse response)
            throws InterruptedException {
        try (var visit = visits.visit();
                var reading =
                        visits.read(visit, destination, topics, resume == null || resume.isEmpty() ? after : resume)) {
            var events = new Events(visit, reading, batch, settings.heartbeat(), told);
            // A cursor that is too old is refused before there is a stream.
            var first = events.next();
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE + ";charset=UTF-8");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            if (HttpMethod.GET.matches(request.getMethod())) {
                events.write(first, response.getOutputStream());
            }
        } catch (IOException _) {
            // The client has gone, or did not read.
        }
    }
}
