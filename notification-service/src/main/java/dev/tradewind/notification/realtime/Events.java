package dev.tradewind.notification.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The events of one stream. Their id is the cursor.
///
/// It begins with an event `open`, so that a client has a cursor before there is any news; an event `reset` says that
/// what came next is not kept any more.
final class Events {

    private static final int AT_ONCE = 100;

    private final Visit visit;
    private final Reading reading;
    private final @Nullable Burst burst;
    private final Duration heartbeat;
    private final Told told;

    Events(Visit visit, Reading reading, boolean batch, Duration heartbeat, Told told) {
        this.visit = visit;
        this.reading = reading;
        this.burst = batch ? new Burst() : null;
        this.heartbeat = heartbeat;
        this.told = told;
    }

    /// What can be sent now.
    List<News> next() {
        return burst == null ? reading.next(AT_ONCE) : burst.next(reading);
    }

    /// Until the client goes, or its session ends.
    void write(List<News> first, ServletOutputStream out) throws IOException, InterruptedException {
        var news = first;
        // Behind what comes first, if anything does: a client that is cut right here shall get it again.
        var text = news.isEmpty() ? event("open", reading.cursor(), "{}") : "event: open\ndata: {}\n\n";
        send(text, out);
        while (!visit.isOver()) {
            if (!news.isEmpty()) {
                send(text(news), out);
                told.byStream(news.size());
            } else if (!visit.bell().await(patience()) && !isGathering()) {
                send(":\nid: " + reading.cursor() + "\n\n", out);
            }
            try {
                news = next();
            } catch (CursorGone gone) {
                send("event: reset\ndata: {\"type\":\"/problems/" + gone.code() + "\",\"status\":410}\n\n", out);
                return;
            }
        }
    }

    private boolean isGathering() {
        return burst != null && burst.isGathering();
    }

    private Duration patience() {
        return burst != null && burst.isGathering() ? burst.due() : heartbeat;
    }

    private String text(List<News> news) {
        if (burst != null) {
            return "id: " + news.getLast().cursor() + "\ndata: " + News.array(news) + "\n\n";
        }
        var text = new StringBuilder();
        for (var each : news) {
            text.append("id: ").append(each.cursor()).append('\n');
            text.append("data: ").append(each.entry().message()).append("\n\n");
        }
        return text.toString();
    }

    private static String event(String name, String id, String data) {
        return "event: " + name + "\nid: " + id + "\ndata: " + data + "\n\n";
    }

    private void send(String text, ServletOutputStream out) throws IOException {
        var begun = System.nanoTime();
        try {
            out.write(text.getBytes(UTF_8));
            out.flush();
        } catch (IOException broken) {
            told.broke(begun);
            throw broken;
        }
    }
}
