package dev.tradewind.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.AccountEvent.AccountErased;
import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderEvent;
import dev.tradewind.contracts.OrderEvent.OrderConfirmed;
import dev.tradewind.contracts.OrderEvent.OrderPlaced;
import dev.tradewind.contracts.OrderEvent.OrderRejected;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import dev.tradewind.messaging.Received;
import dev.tradewind.messaging.Subscription;
import dev.tradewind.testing.RealServers;
import dev.tradewind.testing.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RealServers
@AutoConfigureRestTestClient
class TellingCustomersTest {

    private static final Instant NOW = Shop.NOW;

    private final UUID customer = Ids.next();
    private final UUID organization = Ids.next();

    @Autowired
    private RestTestClient http;

    @Autowired
    private Outbox outbox;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private Subscription<OrderEvent> notificationOrders;

    @Autowired
    private JdbcClient jdbc;

    record Listed(List<Item> items, @Nullable String nextCursor) {
        record Item(UUID id, String type, String title, String body, Data data, Instant timestamp) {}

        record Data(UUID orderId, UUID organizationId) {}
    }

    @Test
    void F7_nothingThatWasToldToSomebodyOutlivesThem() {
        say(confirmed());
        awaitNotices(1);

        say(new AccountErased(customer, organization, 7, NOW));

        awaitNotices(0);
    }

    @Test
    void T5_aConfirmedAndARejectedOrderAreToldToTheirCustomerNewestFirst() {
        var confirmed = confirmed();
        var rejected = rejected();

        say(placed(), confirmed);
        awaitNotices(1);
        say(rejected);
        awaitNotices(2);

        var items = list("").items();
        assertThat(items)
                .extracting(it -> it.data().orderId())
                .containsExactly(rejected.orderId(), confirmed.orderId());
        assertThat(items).extracting(Listed.Item::type).containsOnly("order:updated");
        assertThat(items.getLast().title()).isEqualTo("Your order is confirmed");
        assertThat(items.getLast().timestamp()).isEqualTo(NOW);
        assertThat(items.getLast().data().organizationId()).isEqualTo(organization);
    }

    @Test
    void T5_anEventIsToldOnceHoweverOftenItComes() {
        var received = new Received<OrderEvent>(Ids.next(), confirmed(), NOW, null);
        var handler = notificationOrders.handler();
        var transaction = new TransactionTemplate(transactions);

        transaction.executeWithoutResult(_ -> handler.handle(List.of(received, received)));
        transaction.executeWithoutResult(_ -> handler.handle(List.of(received)));

        assertThat(list("").items()).hasSize(1);
    }

    @Test
    void theListIsGivenInParts() {
        say(IntStream.range(0, 5).mapToObj(_ -> confirmed()).toArray(Message[]::new));
        awaitNotices(5);

        var seen = new ArrayList<UUID>();
        var part = list("?limit=2");
        while (true) {
            part.items().forEach(it -> seen.add(it.id()));
            if (part.nextCursor() == null) {
                break;
            }
            part = list("?limit=2&cursor=" + part.nextCursor());
        }

        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
        assertThat(seen)
                .isEqualTo(list("").items().stream().map(Listed.Item::id).toList());
    }

    @Test
    void nobodyReadsWhatOthersWereTold() {
        say(confirmed());
        awaitNotices(1);

        for (var token : List.of(
                TestTokens.customer(Ids.next(), organization),
                TestTokens.admin(Ids.next(), organization),
                TestTokens.operator())) {
            assertThat(list("", token).items()).isEmpty();
        }
        http.get().uri("/api/notifications").exchange().expectStatus().isUnauthorized();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=101", "?limit=x", "?cursor=%00", "?cursor=abc"})
    void nonsenseIsABadRequest(String query) {
        http.get()
                .uri("/api/notifications" + query)
                .header("Authorization", "Bearer " + TestTokens.customer(customer, organization))
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void whatIsDeliveredIsWrittenDown() {
        var confirmed = confirmed();

        say(confirmed);
        awaitNotices(1);

        var rows = jdbc.sql("""
                select channel || ' ' || status || ' ' || event_type from delivery_log
                where order_id = :order and channel = 'IN_APP'
                """)
                .param("order", confirmed.orderId())
                .query((row, _) -> row.getString(1))
                .list();
        assertThat(rows).containsExactly("IN_APP DELIVERED dev.tradewind.order.confirmed.v1");
    }

    private void awaitNotices(int expected) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(list("").items()).hasSize(expected));
    }

    private Listed list(String query) {
        return list(query, TestTokens.customer(customer, organization));
    }

    private Listed list(String query, String token) {
        return Objects.requireNonNull(http.get()
                .uri("/api/notifications" + query)
                .header("Authorization", "Bearer " + token)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Listed.class)
                .returnResult()
                .getResponseBody());
    }

    private void say(Message... events) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(
                        _ -> outbox.append(Stream.of(events).map(Outgoing::of).toList()));
    }

    private OrderPlaced placed() {
        var total = new Money(3_980, "BRL");
        return new OrderPlaced(
                Ids.next(), organization, 1, "PA-1", Ids.next(), customer, "PICKUP", List.of(), total, NOW);
    }

    private OrderConfirmed confirmed() {
        return new OrderConfirmed(
                Ids.next(), organization, 2, Ids.next(), customer, Ids.next(), new Money(3_980, "BRL"), NOW);
    }

    private OrderRejected rejected() {
        return new OrderRejected(Ids.next(), organization, 2, Ids.next(), customer, "payment-declined", NOW);
    }
}
