package dev.tradewind.notification.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.messaging.Ids;
import dev.tradewind.notification.updates.Audience;
import dev.tradewind.notification.updates.Entry;
import dev.tradewind.notification.updates.LogName;
import dev.tradewind.notification.updates.Update;
import dev.tradewind.notification.updates.UpdateReader;
import dev.tradewind.testing.TestTokens;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@Timeout(60)
class ListeningTest extends WithListeners {

    @Autowired
    private Hub hub;

    @Test
    void S11_aCustomerHearsOfTheirOrderByWebSocket() throws Exception {
        tell(changed(1));
        try (var client = StompClient.connect(port, token())) {
            client.subscribe("a", "/topic/orders/" + order);

            tell(changed(2));

            var message = client.next("MESSAGE");
            assertThat(message.header("subscription")).isEqualTo("a");
            assertThat(message.header("destination")).isEqualTo("/topic/orders/" + order);
            assertThat(message.header("content-type")).isEqualTo("application/json");
            assertThat(json.readTree(message.body()).propertyNames())
                    .containsExactly("id", "type", "data", "timestamp");
            assertThat(number(message.body())).isEqualTo(2);
        }
    }

    @Test
    void S11_anOrderMayBeListenedToBeforeItIsHeardOf() throws Exception {
        try (var client = StompClient.connect(port, token())) {
            client.ask("a", "/topic/orders/" + order, "after:");
            tell(changed(1));
            client.next("RECEIPT");
            tell(changed(2));

            assertThat(number(client.next("MESSAGE").body())).isIn(1, 2);
        }
    }

    @Test
    void S12_anEventStreamGoesOnWhereItsClientStopped() throws Exception {
        String last;
        try (var stream = EventClient.open(port, token(), "?topics=orders,promotions,system", null)) {
            assertThat(stream.next().name()).isEqualTo("open");
            tell(changed(1));
            var event = stream.next();
            assertThat(number(event.data())).isEqualTo(1);
            last = event.id();
        }
        tell(changed(2), said(new Audience.Members(), "promotion"));
        tell(said(new Audience.Everyone(), "announcement"), changed(3));

        try (var stream = EventClient.open(port, token(), "?topics=orders,promotions,system", last)) {
            assertThat(stream.next().name()).isEqualTo("open");
            var types = new ArrayList<String>();
            for (int i = 0; i < 4; i++) {
                types.add(json.readTree(stream.next().data()).get("type").asString());
            }
            assertThat(types).containsExactlyInAnyOrder("order:updated", "promotion", "announcement", "order:updated");
        }
        try (var stream = EventClient.open(port, token(), "?topics=promotions", last)) {
            stream.next();
            assertThat(json.readTree(stream.next().data()).get("type").asString())
                    .isEqualTo("promotion");
        }
    }

    @Test
    void K8_aPollReturnsExactlyWhatWasMissed() throws Exception {
        var start = poll(port, token(), "");
        assertThat(start.items()).isEmpty();

        tell(changed(1), changed(2));
        var missed = poll(port, token(), "?wait=5&after=" + start.cursor());
        assertThat(missed.items())
                .extracting(it -> it.get("data").get("n").asInt())
                .containsExactly(1, 2);

        var waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return poll(port, token(), "?wait=20&after=" + missed.cursor());
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        tell(changed(3));
        assertThat(waiting.get().items())
                .extracting(it -> it.get("data").get("n").asInt())
                .containsExactly(3);
        assertThat(poll(port, token(), "?after=" + waiting.get().cursor()).items())
                .isEmpty();
    }

    @Test
    void K8_allTransportsGoOnFromEachOthersCursors() throws Exception {
        String cursor;
        try (var client = StompClient.connect(port, token())) {
            cursor = client.subscribe("a", MINE);
        }
        tell(changed(1), changed(2), changed(3));

        try (var stream = EventClient.open(port, token(), "", cursor)) {
            stream.next();
            var event = stream.next();
            assertThat(number(event.data())).isEqualTo(1);
            cursor = event.id();
        }
        var missed = poll(port, token(), "?after=" + cursor);
        assertThat(missed.items())
                .extracting(it -> it.get("data").get("n").asInt())
                .containsExactly(2, 3);
        try (var client = StompClient.connect(port, token())) {
            client.subscribe("a", MINE, "after:" + cursor);
            assertThat(number(client.next("MESSAGE").body())).isEqualTo(2);
            assertThat(number(client.next("MESSAGE").body())).isEqualTo(3);
        }
    }

    @Test
    void P5_everybodyHearsWhatIsForThem() throws Exception {
        var here = poll(port, token(), "").cursor();
        var staff = poll(port, staffToken(), "?destination=/topic/organizations/" + organization)
                .cursor();
        var nosy = TestTokens.customer(Ids.next(), organization);
        var nosyStart = poll(port, nosy, "").cursor();

        tell(
                changed(1),
                said(new Audience.Staff(), "inventory:low"),
                said(new Audience.Account(customer), "notice"),
                said(new Audience.Members(), "menu:updated"));

        assertThat(types(token(), "?after=" + here))
                .containsExactlyInAnyOrder("order:updated", "notice", "menu:updated");
        assertThat(types(nosy, "?after=" + nosyStart)).containsExactly("menu:updated");
        assertThat(types(staffToken(), "?destination=/topic/organizations/" + organization + "&after=" + staff))
                .containsExactly("order:updated", "menu:updated");
        assertThat(types(staffToken(), "?destination=/topic/organizations/" + organization + "/staff&after=" + staff))
                .containsExactly("inventory:low");
    }

    @Test
    void F6_anOpenProductPageHearsOfItsStock() throws Exception {
        var product = Ids.next();
        try (var client = StompClient.connect(port, TestTokens.customer(Ids.next(), Ids.next()))) {
            client.subscribe("p", "/topic/products/" + product + "/inventory");

            tell(said(new Audience.Product(product), "inventory:changed"));

            assertThat(client.next("MESSAGE").body()).contains("inventory:changed");
        }
    }

    @Test
    void F6_whoIsNotSignedInHearsOfStockAndOfNothingElse() throws Exception {
        var page = "?destination=/topic/products/" + Ids.next() + "/inventory";
        var product = Ids.next();
        var here = anonymously("/api/updates?destination=/topic/products/" + product + "/inventory");
        assertThat(here.statusCode()).isEqualTo(200);

        tell(said(new Audience.Product(product), "inventory:changed"), changed(1));

        var cursor = json.readTree(here.body()).get("cursor").asString();
        var heard = anonymously("/api/updates?destination=/topic/products/" + product + "/inventory&after=" + cursor);
        assertThat(json.readTree(heard.body()).get("items")).hasSize(1);
        for (var closed : List.of("", "?destination=" + MINE, page + "&destination=/topic/orders/" + order)) {
            assertThat(anonymously("/api/updates" + closed).statusCode())
                    .as(closed)
                    .isEqualTo(401);
            assertThat(anonymously("/api/stream" + closed).statusCode())
                    .as(closed)
                    .isEqualTo(401);
        }
    }

    @Test
    void P7_whatHappensOnAPrivateShelfIsHeardByItsPeopleOnly(@Autowired JdbcClient jdbc) throws Exception {
        var product = Ids.next();
        var store = Ids.next();
        jdbc.sql("insert into shelf_products (product_id, store_id) values (?, ?)")
                .params(product, store)
                .update();
        jdbc.sql("insert into shelf_stores (store_id, organization_id, version, members_only) values (?, ?, 1, true)")
                .params(store, organization)
                .update();
        var page = "?destination=/topic/products/" + product + "/inventory";

        assertThat(anonymously("/api/updates" + page).statusCode()).isEqualTo(404);
        assertThat(anonymously("/api/stream" + page).statusCode()).isEqualTo(404);
        assertThat(get(port, "/api/updates" + page, TestTokens.customer(Ids.next(), Ids.next()))
                        .statusCode())
                .isEqualTo(404);
        assertThat(get(port, "/api/updates" + page, token()).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> anonymously(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return StompClient.HTTP.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void K4_aCrowdOfMessagesComesInTensAndALoneOneAtOnce() throws Exception {
        try (var client = StompClient.connect(port, token());
                var stream = EventClient.open(port, token(), "?batch=true", null)) {
            client.subscribe("a", MINE, "batch:true");
            stream.next();

            tell(changed(0));
            assertThat(numbers(client.next("MESSAGE").body())).containsExactly(0);
            assertThat(numbers(stream.next().data())).containsExactly(0);
            tell(IntStream.rangeClosed(1, 25).mapToObj(this::changed).toArray(Update[]::new));

            assertThat(batches(() -> client.next("MESSAGE").body())).isEqualTo(List.of(10, 10, 5));
            assertThat(batches(() -> stream.next().data())).isEqualTo(List.of(10, 10, 5));
        }
    }

    /// Somebody between takes frames of 64 KiB.
    @Test
    void K4_aCrowdOfLongMessagesComesInFramesThatAreNotTooLong() throws Exception {
        var text = json.createObjectNode().put("text", "주문".repeat(2_500));
        var update = new Update(organization, new Audience.Members(), "announcement", text, NOW);
        try (var client = StompClient.connect(port, token())) {
            client.subscribe("a", MINE, "batch:true");

            tell(Collections.nCopies(25, update).toArray(Update[]::new));

            var heard = 0;
            while (heard < 25) {
                var body = client.next("MESSAGE").body();
                assertThat(body.getBytes(UTF_8)).hasSizeLessThan(50_000);
                heard += json.readTree(body).size();
            }
            assertThat(heard).isEqualTo(25);
        }
    }

    @Test
    void P5_whoListensInABusyLogToWhatIsRareDoesNotFallBehindIt() throws Exception {
        var bell = new Bell();
        var log = LogName.ofOrganization(organization);
        var rare = new Feed(Set.of(log), it -> it.type().equals("promotion"));
        try (var reading = hub.listen(rare, null, bell::ring)) {
            // None of it is in the database: whoever looked for it there would be told that it is gone.
            for (long number = 1; number <= 4_000; number++) {
                hub.hear(List.of(entry(log, number, "order:updated")));
            }
            hub.hear(List.of(entry(log, 4_001, "promotion")));

            assertThat(bell.await(Duration.ofSeconds(20))).isTrue();
            assertThat(reading.next(100)).extracting(it -> it.entry().number()).containsExactly(4_001L);
        }
    }

    private Entry entry(LogName log, long number, String type) {
        return new Entry(log, number, Ids.next(), organization, new Audience.Members(), type, "{}");
    }

    @Test
    void P6_nothingThatGoesWrongOnceEndsCatchingUp(@Autowired UpdateReader reader, @Autowired Line line)
            throws Exception {
        var tried = new CountDownLatch(2);
        var odd = new Hub(reader) {

            @Override
            void awaitGap(Duration patience) {}

            @Override
            void catchUp() {
                tried.countDown();
                throw new IllegalStateException("as nobody expected");
            }
        };
        var catchingUp = new CatchingUp(odd, line);
        catchingUp.start();
        try {
            assertThat(tried.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            catchingUp.stop();
            odd.destroy();
        }
    }

    @Test
    void aConnectionIsKeptAliveAndItsClientMustKeepItsWord() throws Exception {
        try (var client = StompClient.open(port)) {
            client.send(
                    "CONNECT\naccept-version:1.1,1.2\nheart-beat:0,10000\nAuthorization:Bearer " + token() + "\n\n\0");
            var connected = client.next("CONNECTED");
            assertThat(connected.header("version")).isEqualTo("1.2");
            assertThat(connected.header("heart-beat")).isEqualTo("10000,10000");
            client.send("\n");
            client.subscribe("a", MINE);
            client.send("UNSUBSCRIBE\nid:a\nreceipt:u\n\n\0");
            assertThat(client.next("RECEIPT").header("receipt-id")).isEqualTo("u");
            client.send("DISCONNECT\nreceipt:bye\n\n\0");
            assertThat(client.next("RECEIPT").header("receipt-id")).isEqualTo("bye");
            assertThat(client.isClosed(Duration.ofSeconds(10))).isTrue();
        }
    }

    private interface Source {
        String next() throws InterruptedException;
    }

    private List<Integer> batches(Source source) throws InterruptedException {
        var sizes = new ArrayList<Integer>();
        var all = new ArrayList<Integer>();
        while (all.size() < 25) {
            var batch = numbers(source.next());
            sizes.add(batch.size());
            all.addAll(batch);
        }
        assertThat(all).isEqualTo(IntStream.rangeClosed(1, 25).boxed().toList());
        return sizes;
    }

    private List<Integer> numbers(String array) {
        return json.readTree(array)
                .valueStream()
                .map(it -> it.get("data").get("n").asInt())
                .toList();
    }

    private List<String> types(String token, String query) throws Exception {
        return poll(port, token, query).items().stream()
                .map(it -> it.get("type").asString())
                .toList();
    }
}
