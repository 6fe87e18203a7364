package dev.tradewind.notification.realtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads an event stream as browsers do.
final class EventClient implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    /// @param id the last one that came, also with an earlier event
    record Event(String name, String id, String data) {}

    private final InputStream body;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile boolean ended;

    private EventClient(InputStream body, @Nullable Consumer<Event> ear) {
        this.body = body;
        Thread.ofVirtual().start(() -> read(ear == null ? events::add : ear));
    }

    /// @param query with its question mark
    static EventClient open(int port, String token, String query, @Nullable String lastEventId) throws Exception {
        return open(port, token, query, lastEventId, null);
    }

    static EventClient open(
            int port, String token, String query, @Nullable String lastEventId, @Nullable Consumer<Event> ear)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/stream" + query))
                .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        var response = StompClient.HTTP.send(request.build(), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(
                    response.statusCode() + " " + new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
        }
        return new EventClient(response.body(), ear);
    }

    Event next() throws InterruptedException {
        var event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("Nothing came");
        }
        return event;
    }

    boolean isEnded() {
        return ended;
    }

    private void read(Consumer<Event> ear) {
        var name = "message";
        var id = "";
        var data = new StringBuilder();
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        ear.accept(new Event(name, id, data.toString()));
                    }
                    name = "message";
                    data.setLength(0);
                } else if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("id: ")) {
                    id = line.substring("id: ".length());
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring("data: ".length()));
                }
            }
        } catch (IOException | UncheckedIOException _) {
            // It is cut, by one side or the other.
        } finally {
            ended = true;
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
