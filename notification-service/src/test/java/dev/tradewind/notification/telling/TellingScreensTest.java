package dev.tradewind.notification.telling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.ActivityEvent.VisitBegun;
import dev.tradewind.contracts.CatalogEvent.Product;
import dev.tradewind.contracts.CatalogEvent.ProductDeleted;
import dev.tradewind.contracts.CatalogEvent.ProductUpdated;
import dev.tradewind.contracts.CatalogEvent.StoreChanged;
import dev.tradewind.contracts.InventoryEvent.StockChanged;
import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderEvent.OrderCancelled;
import dev.tradewind.contracts.OrderEvent.OrderCompleted;
import dev.tradewind.contracts.OrderEvent.OrderConfirmed;
import dev.tradewind.contracts.OrderEvent.OrderDelivered;
import dev.tradewind.contracts.OrderEvent.OrderFulfilled;
import dev.tradewind.contracts.OrderEvent.OrderModified;
import dev.tradewind.contracts.OrderEvent.OrderPlaced;
import dev.tradewind.contracts.OrderEvent.OrderRefunded;
import dev.tradewind.contracts.OrderEvent.OrderRejected;
import dev.tradewind.contracts.OrderEvent.OrderShipped;
import dev.tradewind.contracts.OrderEvent.OrderStatusChanged;
import dev.tradewind.contracts.PaymentEvent.PaymentDeclined;
import dev.tradewind.contracts.PaymentEvent.PaymentProcessed;
import dev.tradewind.contracts.PaymentEvent.PaymentRefunded;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import dev.tradewind.messaging.Received;
import dev.tradewind.notification.Shop;
import dev.tradewind.testing.RealServers;
import dev.tradewind.testing.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RealServers
@AutoConfigureRestTestClient
class TellingScreensTest {

    private static final Instant NOW = Shop.NOW;
    private static final Money PRICE = new Money(3_980, "BRL");

    private final UUID organization = Ids.next();
    private final UUID customer = Ids.next();
    private final UUID order = Ids.next();
    private final UUID store = Ids.next();
    private final UUID product = Ids.next();
    private final UUID payment = Ids.next();

    @Autowired
    private RestTestClient http;

    @Autowired
    private Outbox outbox;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private StockNews stockNews;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JsonMapper json;

    /// What is told, and to whom.
    record Told(String audience, String type, JsonNode data, String timestamp) {

        String brief() {
            var data = this.data;
            return type + " " + data.path("event").asString("")
                    + (data.has("status") ? " " + data.get("status").asString() : "");
        }
    }

    @Test
    void P5_anOrderIsToldToItsCustomerAndThePeopleOfItsOrganisationFromBeginningToEnd() {
        var line = new OrderPlaced.Line(product, "Tea", PRICE, 1);
        say(
                new OrderPlaced(order, organization, 1, "PA-1", store, customer, "PICKUP", List.of(line), PRICE, NOW),
                new OrderConfirmed(order, organization, 2, store, customer, payment, PRICE, NOW),
                new OrderModified(order, organization, 3, store, customer, List.of(line), PRICE, PRICE, NOW),
                status(4, "CONFIRMED", "PREPARING"),
                status(5, "PREPARING", "READY"),
                new OrderFulfilled(order, organization, 6, store, customer, "READY", NOW),
                new OrderShipped(order, organization, 7, store, customer, "demo-post", "DP1", NOW),
                new OrderDelivered(order, organization, 8, store, customer, List.of(product), NOW),
                new OrderCompleted(order, organization, 9, store, customer, List.of(product), NOW),
                new OrderRefunded(order, organization, 10, store, customer, Ids.next(), PRICE, PRICE, NOW),
                new OrderRejected(order, organization, 11, store, customer, "out-of-stock", NOW),
                new OrderCancelled(order, organization, 12, store, customer, "CONFIRMED", "STAFF", NOW));

        var told = List.of(
                "order:created placed PENDING",
                "order:updated confirmed CONFIRMED",
                "order:updated modified",
                "order:updated status-updated PREPARING",
                "order:updated status-updated READY",
                "order:updated shipped SHIPPED",
                "order:updated refunded",
                "order:updated rejected REJECTED",
                "order:updated cancelled CANCELLED");
        for (var log : List.of(ofOrganization(), "account:" + customer)) {
            await(log, told);
            assertThat(read(log)).extracting(Told::audience).containsOnly("ORDER");
            assertThat(read(log)).extracting(Told::timestamp).containsOnly(NOW.toString());
        }
        var created = read(ofOrganization()).getFirst().data();
        assertThat(created.get("orderNumber").asString()).isEqualTo("PA-1");
        assertThat(created.at("/items/0/title").asString()).isEqualTo("Tea");
        assertThat(created.at("/total/amount").asLong()).isEqualTo(3_980);
        assertThat(jdbc.sql("select count(*) from update_entry where message like :customer")
                        .param("customer", "%" + customer + "%")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void K6_theCustomerIsToldHowLongItTakesAndWhatTheCrewSays() {
        say(status(4, "CONFIRMED", "PREPARING"));

        await("account:" + customer, List.of("order:updated status-updated PREPARING"));
        assertThat(read("account:" + customer).getFirst().data())
                .isEqualTo(json.readTree("""
                {"orderId": "%s", "storeId": "%s", "previous": "CONFIRMED", "status": "PREPARING",
                 "estimatedReadyAt": "%s", "note": "The oven is slow today",
                 "event": "status-updated", "version": 4}
                """.formatted(order, store, NOW.plus(Duration.ofMinutes(20)))));
    }

    @Test
    void K3_aPaymentIsToldToTheCustomerAndTheAdministrators() {
        say(
                new PaymentProcessed(order, organization, 1, payment, customer, PRICE, NOW),
                new PaymentRefunded(order, organization, 2, payment, customer, Ids.next(), PRICE, NOW),
                new PaymentDeclined(order, organization, 3, payment, customer, "card_declined", NOW));

        for (var log : List.of(ofOrganization(), "account:" + customer)) {
            await(
                    log,
                    List.of(
                            "payment:updated processed APPROVED",
                            "payment:updated refunded",
                            "payment:updated declined DECLINED"));
        }
        assertThat(read(ofOrganization())).extracting(Told::audience).containsOnly("ORDER");
    }

    @Test
    void P5_aVisitIsToldToStaffWithoutSayingWhose() {
        var visit = Ids.next();

        say(new VisitBegun(customer, organization, visit, "WEB", NOW));

        await(ofOrganization(), List.of("session:started "));
        var told = read(ofOrganization()).getFirst();
        assertThat(told.audience()).isEqualTo("STAFF");
        assertThat(told.data()).isEqualTo(json.readTree("""
                {"id": "%s", "start": "%s", "channel": "WEB"}
                """.formatted(visit, NOW)));
        assertThat(read("account:" + customer)).isEmpty();
    }

    @Test
    void P5_staffIsToldOnceEachTimeAProductTurnsLow() {
        var facts = List.of(
                stock(1, 0), stock(2, 100), stock(3, 11), stock(4, 10), stock(5, 9), stock(6, 20), stock(7, 10));

        // In parts, repeated, and out of order, as deliveries may be.
        for (var part : List.of(facts.subList(0, 4), facts.subList(2, 5), facts, facts.reversed())) {
            hear(part);
        }

        var low = read(ofOrganization());
        assertThat(low).extracting(Told::audience).containsOnly("STAFF");
        assertThat(low)
                .extracting(it -> it.type() + " " + it.data().get("version"))
                .containsExactly("inventory:low 4", "inventory:low 7");
        assertThat(low.getFirst().data().get("available").asLong()).isEqualTo(10);
        assertThat(low.getFirst().data().get("lowAt").asLong()).isEqualTo(10);
    }

    @Test
    void F6_openProductPagesAreToldTheCountersOfTheEndAndNotEachStep() {
        say(IntStream.rangeClosed(1, 500).mapToObj(it -> stock(it, 1_000 - it)).toArray(Message[]::new));

        var log = "product:" + product;
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var told = read(log);
            assertThat(told).isNotEmpty();
            assertThat(told.getLast().data().get("version").asLong()).isEqualTo(500);
        });
        assertThat(read(log)).hasSizeLessThan(100).allSatisfy(it -> {
            assertThat(it.audience()).isEqualTo("PRODUCT");
            assertThat(it.type()).isEqualTo("inventory:changed");
            assertThat(it.data().get("onHand").asLong()).isEqualTo(1_000);
        });
        assertThat(read(log).getLast().data().get("available").asLong()).isEqualTo(500);
        assertThat(read(ofOrganization())).isEmpty();
    }

    @Test
    void K7_theMenuAndTheDoorsAreToldToAllOfTheOrganisation() {
        say(
                new StoreChanged(
                        organization,
                        2,
                        store,
                        "Corner",
                        "CLOSED",
                        "PICKUP",
                        "PA",
                        "BRL",
                        900,
                        List.of("status"),
                        NOW,
                        null),
                updated(product, "price"),
                new ProductDeleted(organization, 3, product, NOW));

        awaitAll(
                ofOrganization(),
                List.of(
                        "menu:updated store-changed CLOSED",
                        "menu:updated product-updated",
                        "menu:updated product-deleted"));
        assertThat(read(ofOrganization())).extracting(Told::audience).containsOnly("MEMBERS");
        assertThat(read(ofOrganization()).stream()
                        .filter(it -> it.data().has("price"))
                        .map(it -> it.data().get("title").asString() + " "
                                + it.data().at("/price/amount").asLong()))
                .containsExactly("Tea 3980");
    }

    @Test
    void K7_anImportIsToldInAFewWordsAndOpinionsNotAtAll() {
        var many = new ArrayList<Message>();
        for (int i = 0; i < 400; i++) {
            many.add(updated(Ids.next(), "title"));
            many.add(updated(Ids.next(), "rating"));
        }
        say(many.toArray(Message[]::new));

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(read(ofOrganization()).stream()
                                .mapToLong(it -> it.data().path("products").asLong(1))
                                .sum())
                        .isEqualTo(400));
        assertThat(read(ofOrganization())).hasSizeLessThan(200);
        assertThat(read(ofOrganization())).anyMatch(it -> it.brief().equals("menu:updated many-changed"));
    }

    @Test
    void P5_everybodyHearsWhatConcernsThemAndNobodyElse() {
        var callers = new LinkedHashMap<String, String>();
        callers.put("customer", TestTokens.customer(customer, organization));
        callers.put("another customer", TestTokens.customer(Ids.next(), organization));
        callers.put("staff", TestTokens.staff(Ids.next(), organization));
        callers.put("admin", TestTokens.admin(Ids.next(), organization));
        callers.put("other staff", TestTokens.staff(Ids.next(), Ids.next()));
        callers.put("operator", TestTokens.operator());
        var cursors = new HashMap<String, String>();
        callers.forEach(
                (who, token) -> cursors.put(who, poll(token, "").get("cursor").asString()));
        hear(List.of(stock(1, 100)));

        hear(List.of(stock(2, 3)));
        say(
                new OrderPlaced(order, organization, 1, "PA-1", store, customer, "PICKUP", List.of(), PRICE, NOW),
                new PaymentProcessed(order, organization, 1, payment, customer, PRICE, NOW),
                new VisitBegun(customer, organization, Ids.next(), "API", NOW),
                updated(product, "price"));

        var ofEverybody = List.of("menu:updated");
        var ofTheCustomer = List.of("menu:updated", "order:created", "payment:updated");
        var ofTheHouse =
                List.of("inventory:low", "menu:updated", "order:created", "payment:updated", "session:started");
        var expected = Map.of(
                "customer", ofTheCustomer,
                "another customer", ofEverybody,
                "staff", ofTheHouse,
                "admin", ofTheHouse,
                "other staff", List.<String>of(),
                "operator", List.<String>of());
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var heard = new HashMap<String, List<String>>();
            callers.forEach((who, token) -> heard.put(who, types(poll(token, "?after=" + cursors.get(who)))));
            assertThat(heard).isEqualTo(expected);
        });
    }

    private JsonNode poll(String token, String query) {
        return json.readTree(http.get()
                .uri("/api/updates" + query)
                .header("Authorization", "Bearer " + token)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBodyContent());
    }

    private static List<String> types(JsonNode updates) {
        return updates.get("items")
                .valueStream()
                .map(it -> it.get("type").asString())
                .sorted()
                .toList();
    }

    @Test
    void P7_nothingOfItIsToldToAnotherOrganisation() {
        say(status(4, "CONFIRMED", "PREPARING"), new VisitBegun(customer, organization, Ids.next(), "WEB", NOW));

        awaitAll(ofOrganization(), List.of("order:updated status-updated PREPARING", "session:started "));
        assertThat(jdbc.sql("select distinct log from update_entry where organization_id = :organization")
                        .param("organization", organization)
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(ofOrganization(), "account:" + customer);
    }

    private void await(String log, List<String> expected) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(read(log)).extracting(Told::brief).containsExactlyElementsOf(expected));
    }

    /// Of several topics or keys, whose order nobody promises.
    private void awaitAll(String log, List<String> expected) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(read(log)).extracting(Told::brief).containsExactlyInAnyOrderElementsOf(expected));
    }

    private List<Told> read(String log) {
        return jdbc.sql("select audience, message from update_entry where log = :log order by number")
                .param("log", log)
                .query((row, _) -> {
                    var message = json.readTree(row.getString("message"));
                    return new Told(
                            row.getString("audience"),
                            message.get("type").asString(),
                            message.get("data"),
                            message.get("timestamp").asString());
                })
                .list();
    }

    private String ofOrganization() {
        return "organization:" + organization;
    }

    private void say(Message... events) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(
                        _ -> outbox.append(Stream.of(events).map(Outgoing::of).toList()));
    }

    private void hear(List<StockChanged> facts) {
        var batch = facts.stream()
                .map(it -> new Received<>(Ids.next(), it, Instant.now(), null))
                .toList();
        new TransactionTemplate(transactions).executeWithoutResult(_ -> stockNews.handle(batch));
    }

    private OrderStatusChanged status(long sequence, String previous, String status) {
        return new OrderStatusChanged(
                order,
                organization,
                sequence,
                store,
                customer,
                previous,
                status,
                NOW.plus(Duration.ofMinutes(20)),
                "The oven is slow today",
                NOW);
    }

    private StockChanged stock(long version, long available) {
        var onHand = Math.max(available, 1_000);
        return new StockChanged(
                product, organization, version, onHand, onHand - available, available, Instant.now(), 10L);
    }

    private ProductUpdated updated(UUID id, String change) {
        var tea = new Product(
                id, store, "TEA-1", "Tea", "Leaves", null, null, PRICE, Map.of(), List.of(), NOW, null, null);
        return new ProductUpdated(organization, 2, tea, List.of(change), NOW);
    }
}
