package dev.tradewind.notification.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompDecoder;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;

/// A STOMP client that says exactly what a test wants, and also what no honest client would.
final class StompClient implements AutoCloseable, WebSocket.Listener {

    static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private static final int PATIENCE_SECONDS = 20;

    /// What the server said.
    record Frame(String command, Map<String, String> headers, String body) {

        String header(String name) {
            return Objects.requireNonNull(headers.get(name), () -> name + " of " + this);
        }
    }

    private final StompDecoder decoder = new StompDecoder();
    private final StringBuilder parts = new StringBuilder();
    private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final @Nullable Consumer<Frame> ear;
    private final WebSocket socket;

    private StompClient(int port, @Nullable Consumer<Frame> ear) throws Exception {
        this.ear = ear;
        this.socket = HTTP.newWebSocketBuilder()
                .subprotocols("v12.stomp")
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws"), this)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    static StompClient open(int port) throws Exception {
        return new StompClient(port, null);
    }

    /// Hears everything that comes after CONNECTED on the thread of the connection.
    static StompClient connect(int port, String token, @Nullable Consumer<Frame> ear) throws Exception {
        var client = new StompClient(port, ear);
        client.send("CONNECT\naccept-version:1.2\nheart-beat:0,0\nAuthorization:Bearer " + token + "\n\n\0");
        if (ear == null) {
            var answer = client.next();
            if (!answer.command().equals("CONNECTED")) {
                throw new IllegalStateException(answer.toString());
            }
        }
        return client;
    }

    static StompClient connect(int port, String token) throws Exception {
        return connect(port, token, null);
    }

    /// @return the cursor at which it begins
    String subscribe(String id, String destination, String... more) throws Exception {
        ask(id, destination, more);
        return next("RECEIPT").header("cursor");
    }

    void ask(String id, String destination, String... more) throws Exception {
        var lines = new StringBuilder();
        for (var line : more) {
            lines.append(line).append('\n');
        }
        send("SUBSCRIBE\nid:" + id + "\nreceipt:r-" + id + "\ndestination:" + destination + "\n" + lines + "\n\0");
    }

    void send(String text) throws Exception {
        socket.sendText(text, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    Frame next() throws InterruptedException {
        var frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (frame == null) {
            throw new AssertionError("Nothing came");
        }
        return frame;
    }

    Frame next(String command) throws InterruptedException {
        var frame = next();
        if (!frame.command().equals(command)) {
            throw new AssertionError(frame.toString());
        }
        return frame;
    }

    boolean isSilent() {
        return frames.isEmpty();
    }

    boolean isClosed(Duration within) throws InterruptedException {
        return closed.await(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// As a line does that breaks.
    void cut() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.abort();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        parts.append(text);
        if (last) {
            decoder.decode(ByteBuffer.wrap(parts.toString().getBytes(UTF_8))).forEach(this::hear);
            parts.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void hear(Message<byte[]> message) {
        var accessor = StompHeaderAccessor.wrap(message);
        var command = accessor.getCommand();
        if (command == null) {
            return;
        }
        var headers = new LinkedHashMap<String, String>();
        accessor.toNativeHeaderMap().forEach((name, values) -> headers.put(name, values.getFirst()));
        var frame = new Frame(command.name(), headers, new String(message.getPayload(), UTF_8));
        if (ear == null) {
            frames.add(frame);
        } else {
            ear.accept(frame);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed.countDown();
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable broken) {
        closed.countDown();
    }
}
