package dev.tradewind.notification.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.messaging.Ids;
import dev.tradewind.testing.TestTokens;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What no honest client does. Beside each try somebody honest listens, who must notice nothing.
@Timeout(120)
class HostileListenersTest extends WithListeners {

    private static final Duration SOON = Duration.ofSeconds(15);

    @SuppressWarnings("NullAway.Init")
    private StompClient bystander;

    @BeforeEach
    void somebodyListens() throws Exception {
        tell(changed(1));
        bystander = StompClient.connect(port, token());
        bystander.subscribe("b", "/topic/orders/" + order);
    }

    @AfterEach
    void whoNoticesNothing() throws Exception {
        tell(changed(2));
        assertThat(number(bystander.next("MESSAGE").body())).isEqualTo(2);
        bystander.close();
    }

    @Test
    void S11_nobodyListensToWhatIsNotTheirs() throws Exception {
        var stranger = TestTokens.customer(Ids.next(), organization);
        var foreignStaff = TestTokens.staff(Ids.next(), Ids.next());
        var tries = new LinkedHashMap<String, String>();
        tries.put("/topic/orders/" + order, stranger);
        tries.put("/topic/orders/" + order + " ", foreignStaff);
        tries.put("/topic/orders/" + Ids.next(), token());
        tries.put("/topic/organizations/" + Ids.next(), token());
        tries.put("/topic/organizations/" + organization, foreignStaff);
        tries.put("/topic/organizations/" + organization + "/staff", token());
        tries.put("/topic/organizations/" + organization + "/staff ", foreignStaff);
        tries.put("/topic/organizations/" + Ids.next() + "/staff", staffToken());
        tries.put("/topic/**", staffToken());
        tries.put("/topic/orders/*", token());
        tries.put("/topic/organizations/*/staff", staffToken());
        tries.put("/topic/orders/" + order + "/../" + Ids.next(), token());
        tries.put("/user/" + customer + "/queue/updates", stranger);
        tries.put("/queue/updates", token());
        tries.put("/topic/orders/1-1-1-1-1", token());
        // All at once: what is not there is waited for a while.
        var asked = new LinkedHashMap<String, StompClient>();
        try {
            for (var each : tries.entrySet()) {
                var client = StompClient.connect(port, each.getValue());
                asked.put(each.getKey(), client);
                client.ask("x", each.getKey().strip());
            }
            for (var each : asked.entrySet()) {
                var error = each.getValue().next("ERROR");
                assertThat(error.header("status")).as(each.getKey()).isIn("404", "400");
                assertThat(error.header("receipt-id")).isEqualTo("r-x");
                assertThat(each.getValue().isClosed(SOON)).as(each.getKey()).isTrue();
            }
        } finally {
            asked.values().forEach(StompClient::close);
        }
    }

    @Test
    void S11_whatIsForeignAndWhatIsNotThereAreRefusedAlike() throws Exception {
        var stranger = TestTokens.customer(Ids.next(), organization);
        var answers = new ArrayList<String>();
        for (var id : new UUID[] {order, Ids.next()}) {
            try (var client = StompClient.connect(port, stranger)) {
                var begun = System.nanoTime();
                client.ask("x", "/topic/orders/" + id);
                answers.add(client.next("ERROR").body());
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(1));
            }
        }
        assertThat(answers.getFirst()).isEqualTo(answers.getLast());
    }

    @Test
    void S11_noBadTokenConnects() throws Exception {
        var tries = new LinkedHashMap<>(TestTokens.attacks());
        tries.put("empty", "");
        for (var each : tries.entrySet()) {
            try (var client = StompClient.open(port)) {
                client.send("CONNECT\naccept-version:1.2\nAuthorization:Bearer " + each.getValue() + "\n\n\0");
                assertThat(client.next("ERROR").header("status"))
                        .as(each.getKey())
                        .isEqualTo("401");
                assertThat(client.isClosed(SOON)).isTrue();
            }
        }
    }

    @Test
    void S11_whatIsNoStompEndsTheConnection() throws Exception {
        var connect = "CONNECT\naccept-version:1.2\nAuthorization:Bearer " + token() + "\n\n\0";
        var tries = new LinkedHashMap<String, String[]>();
        tries.put("no token", new String[] {"CONNECT\naccept-version:1.2\n\n\0"});
        tries.put("subscribes first", new String[] {"SUBSCRIBE\nid:1\ndestination:" + MINE + "\n\n\0"});
        tries.put("garbage", new String[] {"GET / HTTP/1.1\r\n\r\n"});
        tries.put("unfinished", new String[] {"CONNECT\naccept-version:1.2\n"});
        tries.put("unknown command", new String[] {"ATTACK\n\n\0"});
        tries.put("unknown version", new String[] {"CONNECT\naccept-version:9\nAuthorization:Bearer x\n\n\0"});
        tries.put("beats without number", new String[] {
            "CONNECT\naccept-version:1.2\nheart-beat:x,y\nAuthorization:Bearer " + token() + "\n\n\0"
        });
        tries.put("says what the server says", new String[] {connect, "MESSAGE\n\nx\0"});
        tries.put("connects twice", new String[] {connect, connect});
        tries.put("two frames at once", new String[] {connect + connect});
        tries.put("sends", new String[] {connect, "SEND\ndestination:/topic/orders/" + order + "\n\n{}\0"});
        tries.put("no id", new String[] {connect, "SUBSCRIBE\ndestination:" + MINE + "\n\n\0"});
        tries.put("no destination", new String[] {connect, "SUBSCRIBE\nid:1\n\n\0"});
        tries.put("transaction", new String[] {connect, "BEGIN\ntransaction:1\n\n\0"});
        tries.put("bad cursor", new String[] {connect, "SUBSCRIBE\nid:1\ndestination:" + MINE + "\nafter:abc\n\n\0"});
        for (var each : tries.entrySet()) {
            try (var client = StompClient.open(port)) {
                for (var frame : each.getValue()) {
                    client.send(frame);
                }
                var answer = client.next();
                if (answer.command().equals("CONNECTED")) {
                    answer = client.next();
                }
                assertThat(answer.command()).as(each.getKey()).isEqualTo("ERROR");
                assertThat(client.isClosed(SOON)).as(each.getKey()).isTrue();
            }
        }
    }

    @Test
    void S11_tooMuchOfAnythingEndsTheConnection() throws Exception {
        try (var client = StompClient.connect(port, token())) {
            try {
                client.send("SUBSCRIBE\nid:1\ndestination:" + "x".repeat(1_000_000) + "\n\n\0");
            } catch (ExecutionException _) {
                // Refused before all of it was sent.
            }
            assertThat(client.isClosed(SOON)).as("a frame of a megabyte").isTrue();
        }
        try (var client = StompClient.connect(port, token())) {
            var refused = false;
            for (int i = 0; i < 10_000 && !refused; i++) {
                client.ask("s" + i, MINE);
                refused = client.next().command().equals("ERROR");
                assertThat(i).isLessThanOrEqualTo(50);
            }
            assertThat(client.isClosed(SOON)).as("10 000 subscriptions").isTrue();
        }
        try (var client = StompClient.open(port)) {
            assertThat(client.next("ERROR").header("status")).as("says nothing").isEqualTo("401");
            assertThat(client.isClosed(SOON)).isTrue();
        }
        var binary = StompClient.HTTP
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws"), new WebSocket.Listener() {})
                .get(10, TimeUnit.SECONDS);
        binary.sendBinary(ByteBuffer.allocate(64), true).get(10, TimeUnit.SECONDS);
        Awaitility.await().atMost(SOON).until(binary::isInputClosed);
    }

    @Test
    void S11_anAccountHasOnlySoManyConnections() throws Exception {
        var greedy = TestTokens.customer(Ids.next(), organization);
        var clients = new ArrayList<StompClient>();
        try {
            for (int i = 0; i < 60; i++) {
                clients.add(StompClient.connect(port, greedy));
            }
            try (var client = StompClient.open(port)) {
                client.send("CONNECT\naccept-version:1.2\nAuthorization:Bearer " + greedy + "\n\n\0");
                assertThat(client.next("ERROR").header("status")).isEqualTo("429");
            }
            assertThat(get(port, "/api/stream", greedy).statusCode()).isEqualTo(429);
        } finally {
            clients.forEach(StompClient::close);
        }
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(
                        () -> assertThat(get(port, "/api/updates", greedy).statusCode())
                                .isEqualTo(200));
    }

    @Test
    void K8_aCursorOpensNoDoor() throws Exception {
        var stranger = TestTokens.customer(Ids.next(), organization);
        var theirs = poll(port, token(), "").cursor();
        var tries = Map.of(
                "?after=" + theirs,
                400,
                "?after=abc",
                400,
                "?after=" + "A".repeat(5_000),
                400,
                "?wait=31",
                400,
                "?wait=-1",
                400,
                "?topics=everything",
                400,
                "?destination=/topic/orders/" + order,
                404,
                "?destination=/topic/**",
                400);
        for (var each : tries.entrySet()) {
            var answer = get(port, "/api/updates" + each.getKey(), stranger);
            assertThat(answer.statusCode()).as(each.getKey()).isEqualTo(each.getValue());
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/stream"));
        assertThat(StompClient.HTTP
                        .send(request.build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
    }
}
