package dev.tradewind.notification.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.AccountEvent.AccountErased;
import dev.tradewind.contracts.AccountEvent.SessionRevoked;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import dev.tradewind.notification.updates.Audience;
import dev.tradewind.notification.updates.Update;
import dev.tradewind.testing.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/// How connections and cursors end that nobody wanted to end.
@Timeout(120)
class EndingTest extends WithListeners {

    private static final int LARGE = 4_000;
    private static final int MANY = 4_000;

    @Autowired
    private Outbox outbox;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Guests guests;

    @Test
    void F1_whenASessionIsRevokedItsConnectionsEndAndNoOthers() throws Exception {
        var session = Ids.next();
        var token = TestTokens.changed(it -> it.subject(customer.toString())
                .claim("org", organization.toString())
                .claim("sid", session.toString()));
        try (var socket = StompClient.connect(port, token);
                var stream = EventClient.open(port, token, "", null);
                var other = StompClient.connect(port, token())) {
            socket.subscribe("a", MINE);
            other.subscribe("a", MINE);

            new TransactionTemplate(transactions)
                    .executeWithoutResult(_ -> outbox.append(List.of(
                            Outgoing.of(new SessionRevoked(customer, organization, 1, session, "signed-out", NOW)))));

            assertThat(socket.next("ERROR").header("status")).isEqualTo("401");
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(stream::isEnded);
            tell(changed(1));
            assertThat(number(other.next("MESSAGE").body())).isEqualTo(1);
        }
    }

    /// However much there is to say to somebody at that moment.
    @Test
    void F1_nothingMoreIsToldOnceASessionIsOver(@Autowired StompParts parts) throws Exception {
        var cursor = poll(port, token(), "").cursor();
        tell(IntStream.range(0, 300).mapToObj(this::changed).toArray(Update[]::new));
        var said = new ArrayList<String>();
        var connection = new AtomicReference<StompConnection>();
        var session = session(
                frame -> {
                    said.add(frame.lines().findFirst().orElse(""));
                    if (said.size() == 4) {
                        // Somebody else noticed it, while this is being written.
                        connection.get().end(Guest.Farewell.SESSION_OVER);
                    }
                },
                () -> {});
        connection.set(new StompConnection(session, parts, Runnable::run));

        connection.get().receive("CONNECT\naccept-version:1.2\nAuthorization:Bearer " + token() + "\n\n\0");
        for (var id : List.of("1", "2")) {
            connection.get().receive("SUBSCRIBE\nid:" + id + "\ndestination:" + MINE + "\nafter:" + cursor + "\n\n\0");
        }

        assertThat(said).containsExactly("CONNECTED", "MESSAGE", "MESSAGE", "MESSAGE", "ERROR");
    }

    /// Somebody who neither takes what is sent nor lets go.
    @Test
    void F1_whoseSessionIsOverIsCutHoweverSlowlyTheyRead(@Autowired StompParts parts) throws Exception {
        var cursor = poll(port, token(), "").cursor();
        tell(changed(1));
        var stuck = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        var session = session(
                frame -> {
                    if (frame.startsWith("MESSAGE")) {
                        stuck.countDown();
                        closed.await();
                    }
                },
                closed::countDown);
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            var connection = new StompConnection(session, parts, writers);
            connection.receive("CONNECT\naccept-version:1.2\nAuthorization:Bearer " + token() + "\n\n\0");
            connection.receive("SUBSCRIBE\nid:1\ndestination:" + MINE + "\nafter:" + cursor + "\n\n\0");
            assertThat(stuck.await(20, TimeUnit.SECONDS)).isTrue();

            connection.end(Guest.Farewell.SESSION_OVER);

            assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private interface Sending {
        void send(String frame) throws InterruptedException;
    }

    /// One without a wire.
    private static WebSocketSession session(Sending sending, Runnable closing) {
        return (WebSocketSession) Proxy.newProxyInstance(
                EndingTest.class.getClassLoader(),
                new Class<?>[] {WebSocketSession.class},
                (_, method, arguments) -> switch (method.getName()) {
                    case "getId" -> "a session";
                    case "sendMessage" -> {
                        sending.send(((TextMessage) arguments[0]).getPayload());
                        yield null;
                    }
                    case "close" -> {
                        closing.run();
                        yield null;
                    }
                    default -> null;
                });
    }

    @Test
    void F1_aConnectionLivesNoLongerThanItsToken() throws Exception {
        var token = TestTokens.changed(
                it -> it.expirationTime(Date.from(Instant.now().plusSeconds(4))));
        try (var socket = StompClient.connect(port, token);
                var stream = EventClient.open(port, token, "", null)) {
            assertThat(socket.next("ERROR").header("status")).isEqualTo("401");
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(stream::isEnded);
        }
    }

    @Test
    void S12_aStreamThatIsNotReadIsCutAndNobodyWaitsForIt() throws Exception {
        var cut = meters.counter("tradewind.realtime.cut").count();
        try (var lazy = new Socket();
                var keen = StompClient.connect(port, token())) {
            lazy.setReceiveBufferSize(2_048);
            lazy.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            lazy.getOutputStream()
                    .write(("GET /api/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token() + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(lazy.getInputStream().read()).isEqualTo('H');
            keen.subscribe("a", MINE);

            shout(keen);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> meters.counter("tradewind.realtime.cut").count() > cut);
        }
    }

    @Test
    void S11_aWebSocketThatIsNotReadIsCutAndNobodyWaitsForIt() throws Exception {
        var cut = meters.counter("tradewind.realtime.cut").count();
        var lazy = StompClient.HTTP
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws"), new NeverReading())
                .get(10, TimeUnit.SECONDS);
        lazy.sendText("CONNECT\naccept-version:1.2\nAuthorization:Bearer " + token() + "\n\n\0", true)
                .get(10, TimeUnit.SECONDS);
        lazy.sendText("SUBSCRIBE\nid:1\ndestination:" + MINE + "\n\n\0", true).get(10, TimeUnit.SECONDS);
        try (var keen = StompClient.connect(port, token())) {
            keen.subscribe("a", MINE);

            shout(keen);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> meters.counter("tradewind.realtime.cut").count() > cut);
        } finally {
            lazy.abort();
        }
    }

    @Test
    void K8_whatIsNotKeptAnyMoreIsGone() throws Exception {
        var cursor = poll(port, token(), "").cursor();
        tell(changed(1), changed(2));
        jdbc.sql("update update_entry set told_at = told_at - interval '3 days' where organization_id = ?")
                .param(organization)
                .update();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(jdbc.sql("select count(*) from update_entry where organization_id = ?")
                                .param(organization)
                                .query((row, _) -> row.getLong(1))
                                .single())
                        .isZero());

        assertThat(get(port, "/api/updates?after=" + cursor, token()).statusCode())
                .isEqualTo(410);
        assertThat(get(port, "/api/stream?after=" + cursor, token()).statusCode())
                .isEqualTo(410);
        try (var client = StompClient.connect(port, token())) {
            client.ask("a", MINE, "after:" + cursor);
            client.next("RECEIPT");
            var error = client.next("ERROR");
            assertThat(error.header("status")).isEqualTo("410");
            assertThat(error.body()).contains("cursor-gone");
        }
        var fresh = poll(port, token(), "").cursor();
        tell(changed(3));
        assertThat(poll(port, token(), "?after=" + fresh).items()).hasSize(1);
    }

    @Test
    void F7_whatSomebodyWasToldGoesWithTheirAccount() throws Exception {
        tell(changed(1), said(new Audience.Account(customer), "notice"));

        new TransactionTemplate(transactions)
                .executeWithoutResult(
                        _ -> outbox.append(List.of(Outgoing.of(new AccountErased(customer, organization, 1, NOW)))));

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(jdbc.sql("select count(*) from update_entry where log = ?")
                                .param("account:" + customer)
                                .query((row, _) -> row.getLong(1))
                                .single())
                        .isZero());
        try (var client = StompClient.connect(port, token())) {
            client.ask("a", "/topic/orders/" + order);
            assertThat(client.next("ERROR").header("status")).isEqualTo("404");
        }
    }

    @Test
    void nobodyIsCountedWhoHasGone() throws Exception {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> guests.count() == 0);
        var client = StompClient.connect(port, token());
        client.subscribe("a", MINE);
        assertThat(guests.count()).isEqualTo(1);

        client.cut();

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> guests.count() == 0);
    }

    /// More than any buffer between us holds.
    private void shout(StompClient keen) throws InterruptedException {
        var text = json.createObjectNode().put("text", "x".repeat(LARGE));
        for (int i = 0; i < MANY / 100; i++) {
            tell(IntStream.range(0, 100)
                    .mapToObj(_ -> new Update(organization, new Audience.Members(), "announcement", text, NOW))
                    .toArray(Update[]::new));
        }
        for (int i = 0; i < MANY; i++) {
            keen.next("MESSAGE");
        }
    }

    /// Never asks for the first message.
    private static final class NeverReading implements WebSocket.Listener {

        @Override
        public void onOpen(WebSocket socket) {}
    }
}
