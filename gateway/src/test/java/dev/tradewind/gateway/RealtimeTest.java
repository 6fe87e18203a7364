package dev.tradewind.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.web.server.LocalServerPort;

@Timeout(30)
class RealtimeTest extends AtTheGateway {

    private static final int LISTENERS = 8;
    private static final int BURST = 300_000;

    RealtimeTest(@LocalServerPort int port) {
        super(port);
    }

    @Test
    void eventsGoThroughAtOnceAndAListenerThatLeavesIsGone() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + "/api/stream"))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + customer)
                .build();
        var stream = HTTP.send(request, BodyHandlers.ofLines());
        try (var lines = stream.body()) {
            var events = lines.filter(it -> !it.isEmpty()).iterator();

            assertThat(stream.statusCode()).isEqualTo(200);
            assertThat(events.next()).isEqualTo("data: hello");
            await().until(() -> NOTIFICATIONS.listeners() == 1);
            NOTIFICATIONS.push("order:updated");
            assertThat(events.next()).isEqualTo("data: order:updated");
        }

        await().until(() -> {
            // A connection is known to be closed when something is written to it.
            NOTIFICATIONS.push("anybody there?");
            return NOTIFICATIONS.listeners() == 0;
        });
    }

    @Test
    void aWebSocketGoesThroughBothWaysAndEndsBothWays() throws Exception {
        var heard = new LinkedBlockingQueue<String>();
        var socket = HTTP.newWebSocketBuilder()
                .buildAsync(URI.create(base.replace("http", "ws") + "/ws"), new Hearing(heard))
                .get(10, TimeUnit.SECONDS);

        socket.sendText("me", true).get(10, TimeUnit.SECONDS);

        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("heard me");
        assertThat(NOTIFICATIONS.sockets()).isEqualTo(1);
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
        await().until(() -> NOTIFICATIONS.sockets() == 0);
    }

    /// Whoever was cut off would come back for the same burst, for ever.
    @Test
    void K8_aBurstGoesThroughAsOneFrame() throws Exception {
        var heard = new LinkedBlockingQueue<String>();
        var socket = HTTP.newWebSocketBuilder()
                .buildAsync(URI.create(base.replace("http", "ws") + "/ws"), new Hearing(heard))
                .get(10, TimeUnit.SECONDS);

        socket.sendText("burst " + BURST, true).get(10, TimeUnit.SECONDS);

        var letters = 0;
        while (letters < BURST) {
            letters += Objects.requireNonNull(heard.poll(10, TimeUnit.SECONDS)).length();
        }
        assertThat(letters).isEqualTo(BURST);
        socket.abort();
        await().until(() -> NOTIFICATIONS.sockets() == 0);
    }

    @Test
    void whatAClientSaysStaysSmall() throws Exception {
        var ended = new CompletableFuture<Integer>();
        var socket = HTTP.newWebSocketBuilder()
                .buildAsync(URI.create(base.replace("http", "ws") + "/ws"), new Ending(ended))
                .get(10, TimeUnit.SECONDS);

        var _ = socket.sendText("x".repeat(BURST), true);

        assertThat(ended.get(10, TimeUnit.SECONDS)).isNotEqualTo(WebSocket.NORMAL_CLOSURE);
        await().until(() -> NOTIFICATIONS.sockets() == 0);
    }

    @Test
    void aForeignPageOpensNoWebSocketWithSomebodysCookie() {
        var foreign = "Cookie: tradewind_access=" + customer + "\r\nOrigin: http://evil.example\r\n";

        assertThat(RawRequest.send(base, handshake(foreign)).status()).isEqualTo(403);
    }

    @Test
    void S11_aForeignPageOpensNoWebSocketAtAll() {
        assertThat(RawRequest.send(base, handshake("Origin: http://evil.example\r\n"))
                        .status())
                .isEqualTo(403);
        assertThat(RawRequest.send(base, handshake("Origin: null\r\n")).status())
                .isEqualTo(403);
    }

    @Test
    void S11_ourOwnPageOpensAWebSocket() throws Exception {
        var heard = new LinkedBlockingQueue<String>();
        var socket = HTTP.newWebSocketBuilder()
                .header("Origin", base)
                .buildAsync(URI.create(base.replace("http", "ws") + "/ws"), new Hearing(heard))
                .get(10, TimeUnit.SECONDS);
        socket.abort();
        await().until(() -> NOTIFICATIONS.sockets() == 0);
    }

    @Test
    void aPollMayBeKeptWaitingButASilentServiceIsNotWaitedForForEver() {
        var late = get("/api/updates?late", "Authorization", "Bearer " + customer);
        var silent = get("/api/updates?silent", "Authorization", "Bearer " + customer);

        assertThat(late.statusCode()).isEqualTo(204);
        assertProblem(silent, 504);
    }

    @Test
    void S12_onlySoManyListenFromOneAddress() throws Exception {
        var open = new ArrayList<Stream<String>>();
        try {
            for (int i = 0; i < LISTENERS; i++) {
                var stream = HTTP.send(listening(), BodyHandlers.ofLines());
                assertThat(stream.statusCode()).isEqualTo(200);
                open.add(stream.body());
            }
            assertProblem(HTTP.send(listening(), BodyHandlers.ofString()), 429);
        } finally {
            open.forEach(Stream::close);
        }
        await().until(() -> {
            NOTIFICATIONS.push("anybody there?");
            return NOTIFICATIONS.listeners() == 0;
        });
        var again = HTTP.send(listening(), BodyHandlers.ofLines());
        assertThat(again.statusCode()).isEqualTo(200);
        again.body().close();
        await().until(() -> {
            NOTIFICATIONS.push("anybody there?");
            return NOTIFICATIONS.listeners() == 0;
        });
    }

    private HttpRequest listening() {
        return HttpRequest.newBuilder(URI.create(base + "/api/stream"))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + customer)
                .build();
    }

    private static String handshake(String more) {
        return "GET /ws HTTP/1.1\r\nHost: shop\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + more + "\r\n";
    }

    private record Hearing(BlockingQueue<String> heard) implements WebSocket.Listener {

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            heard.add(text.toString());
            socket.request(1);
            return null;
        }
    }

    private record Ending(CompletableFuture<Integer> ended) implements WebSocket.Listener {

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String why) {
            ended.complete(status);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable broken) {
            ended.complete(-1);
        }
    }
}
