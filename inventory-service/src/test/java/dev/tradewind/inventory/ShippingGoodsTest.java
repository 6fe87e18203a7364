package dev.tradewind.inventory;

import static dev.tradewind.inventory.Neighbours.ORGANIZATION;
import static dev.tradewind.inventory.Neighbours.confirm;
import static dev.tradewind.inventory.Neighbours.confirmChange;
import static dev.tradewind.inventory.Neighbours.reserve;
import static dev.tradewind.inventory.Neighbours.reserveChange;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.InventoryCommand.ReserveStock.Line;
import dev.tradewind.contracts.InventoryCommand.RestockReservation;
import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderEvent;
import dev.tradewind.contracts.OrderEvent.OrderCancelled;
import dev.tradewind.contracts.OrderEvent.OrderConfirmed;
import dev.tradewind.contracts.OrderEvent.OrderDelivered;
import dev.tradewind.contracts.OrderEvent.OrderFulfilled;
import dev.tradewind.contracts.OrderEvent.OrderModified;
import dev.tradewind.contracts.OrderEvent.OrderPlaced;
import dev.tradewind.contracts.OrderEvent.OrderRejected;
import dev.tradewind.contracts.OrderEvent.OrderShipped;
import dev.tradewind.contracts.OrderReply.ChangeConfirmed;
import dev.tradewind.contracts.OrderReply.ChangeRefused;
import dev.tradewind.contracts.OrderReply.ReservationRestocked;
import dev.tradewind.contracts.OrderReply.RestockRefused;
import dev.tradewind.contracts.WarehouseEvent;
import dev.tradewind.contracts.WarehouseEvent.Delivered;
import dev.tradewind.contracts.WarehouseEvent.Packed;
import dev.tradewind.contracts.WarehouseEvent.PickListMade;
import dev.tradewind.contracts.WarehouseEvent.Shipped;
import dev.tradewind.contracts.WarehouseEvent.ShortPick;
import dev.tradewind.messaging.BatchHandler;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Received;
import dev.tradewind.testing.TestTokens;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@OnRealServers
class ShippingGoodsTest {

    private static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final JsonMapper JSON = new JsonMapper();

    private final UUID order = Ids.next();
    private final UUID customer = Ids.next();
    private final UUID store = Ids.next();
    private final String staff = TestTokens.staff(Ids.next(), ORGANIZATION);
    private final String trackingNumber = "DP" + Ids.next();

    @Autowired
    private Neighbours neighbours;

    @Autowired
    private BatchHandler<OrderEvent> orders;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    private final RestTestClient client;
    private final UUID product;

    ShippingGoodsTest(@LocalServerPort int port, @Autowired Neighbours neighbours) {
        this.client = RestTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .build();
        this.product = neighbours.product(10);
    }

    @Test
    void F4_fromTheConfirmedOrderToTheCustomersDoor() {
        var list = confirmedOrder();

        step(list, "pack", "").expectStatus().isOk();
        ship(list).expectStatus().isOk();
        carrierSays("msg-" + order, "shipment.delivered").expectStatus().isNoContent();

        assertThat(told(4))
                .hasExactlyElementsOfTypes(PickListMade.class, Packed.class, Shipped.class, Delivered.class)
                .extracting(WarehouseEvent::sequence)
                .containsExactly(1L, 2L, 3L, 4L);
        client.get()
                .uri("/api/shipments/{order}", order)
                .header("Authorization", "Bearer " + TestTokens.customer(customer, ORGANIZATION))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        {"status": "DELIVERED", "carrier": "demo-post", "trackingNumber": "%s"}
                        """.formatted(trackingNumber));
    }

    @Test
    void F4_stepsOutOfOrderAreRefusedAndNothingChanges() {
        var list = confirmedOrder();

        ship(list).expectStatus().isEqualTo(409);
        step(list, "pack", "").expectStatus().isOk();
        step(list, "pack", "")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/illegal-pick-list-transition");

        assertThat(told(2)).hasSize(2);
    }

    @Test
    void F4_ofTwoWhoPackAtOnceOneHasPacked() {
        var list = confirmedOrder();

        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            var codes = Stream.of(1, 2)
                    .map(_ -> both.submit(() ->
                            step(list, "pack", "").returnResult().getStatus().value()))
                    .toList()
                    .stream()
                    .map(ShippingGoodsTest::result)
                    .toList();
            assertThat(codes).containsExactlyInAnyOrder(200, 409);
        }
    }

    @Test
    void F4_missingPiecesWaitForTheOrderToBeShortened() {
        var list = confirmedOrder();

        step(list, "pack", "{\"found\": [{\"productId\": \"%s\", \"quantity\": 1}]}".formatted(product))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("SHORT");
        ship(list).expectStatus().isEqualTo(409);
        shorten(order);
        neighbours.say(modified(1));
        var told = told(3);
        step(list, "pack", "").expectStatus().isOk();

        assertThat(((ShortPick) told.get(1)).lines()).containsExactly(new ShortPick.Missing(product, 3, 1));
        assertThat(((PickListMade) told.get(2)).lines()).containsExactly(new PickListMade.Line(product, "A thing", 1));
        assertThat(told(4).getLast()).isInstanceOf(Packed.class);
        assertThat(neighbours.stock(product).onHand())
                .as("ten, one sold, two gone")
                .isEqualTo(7);
    }

    @Test
    void S9_whatWasNotFoundIsNotPutBackWhenTheOrderIsCancelled() {
        var list = confirmedOrder();
        step(list, "pack", "{\"found\": [{\"productId\": \"%s\", \"quantity\": 1}]}".formatted(product))
                .expectStatus()
                .isOk();

        neighbours.say(new RestockReservation(order, ORGANIZATION, order));

        assertThat(neighbours.answers(order, 3).getLast()).isInstanceOf(ReservationRestocked.class);
        assertThat(neighbours.stock(product).onHand()).isEqualTo(8);
        neighbours.theBooksBalance();
    }

    @Test
    void F4_whatIsFoundAtTheSecondLookIsNotMissing() {
        var list = confirmedOrder();
        step(list, "pack", "{\"found\": [{\"productId\": \"%s\", \"quantity\": 1}]}".formatted(product))
                .expectStatus()
                .isOk();
        step(list, "pack", "").expectStatus().isOk();

        neighbours.say(new RestockReservation(order, ORGANIZATION, order));

        assertThat(neighbours.answers(order, 3).getLast()).isInstanceOf(ReservationRestocked.class);
        assertThat(neighbours.stock(product).onHand()).isEqualTo(10);
    }

    @Test
    void F4_whileTheOrderIsBeingChangedNobodyPacksWhatItWas() {
        var list = confirmedOrder();
        var change = Ids.next();
        neighbours.say(reserveChange(order, change, new Line(product, 1)));
        neighbours.answers(order, 3);

        packingIsRefused(list);
        neighbours.say(confirmChange(order, change));
        neighbours.answers(order, 4);
        packingIsRefused(list);
        neighbours.say(modified(1));
        told(2);

        step(list, "pack", "").expectStatus().isOk();
        assertThat(((PickListMade) told(3).get(1)).lines())
                .containsExactly(new PickListMade.Line(product, "A thing", 1));
    }

    @Test
    void F4_whatLiesInAParcelIsNotExchangedAnyMore() {
        var list = confirmedOrder();
        step(list, "pack", "").expectStatus().isOk();

        neighbours.say(reserveChange(order, Ids.next(), new Line(product, 4)));

        assertThat(neighbours.answers(order, 3).getLast())
                .isInstanceOfSatisfying(
                        ChangeRefused.class, it -> assertThat(it.reason()).isEqualTo("packed"));
        assertThat(neighbours.stock(product).reserved()).isZero();
    }

    private void packingIsRefused(UUID list) {
        step(list, "pack", "")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/order-change-running");
    }

    /// To one piece.
    private void shorten(UUID id) {
        var change = Ids.next();
        neighbours.say(reserveChange(id, change, new Line(product, 1)), confirmChange(id, change));
        assertThat(neighbours.answers(id, 4).getLast()).isInstanceOf(ChangeConfirmed.class);
    }

    private OrderModified modified(int quantity) {
        return new OrderModified(
                order,
                ORGANIZATION,
                3,
                store,
                customer,
                List.of(line(quantity)),
                new Money(300, "EUR"),
                new Money(100L * quantity, "EUR"),
                Instant.now());
    }

    @Test
    void S9_whatWasTakenBackIsNotShippedAndTheOtherWayRound() {
        var list = confirmedOrder();
        step(list, "pack", "").expectStatus().isOk();
        neighbours.say(new RestockReservation(order, ORGANIZATION, order));

        assertThat(neighbours.answers(order, 3).getLast()).isInstanceOf(ReservationRestocked.class);
        ship(list).expectStatus().isEqualTo(409).expectBody().jsonPath("$.type").isEqualTo("/problems/order-cancelled");
        neighbours.say(
                new OrderCancelled(order, ORGANIZATION, 3, store, customer, "PACKED", "CUSTOMER", Instant.now()));
        neighbours.eventually(() -> assertThat(status()).isEqualTo("CANCELLED"));
    }

    @Test
    void S9_whatIsShippedIsNotTakenBack() {
        var list = confirmedOrder();
        step(list, "pack", "").expectStatus().isOk();
        ship(list).expectStatus().isOk();

        neighbours.say(new RestockReservation(order, ORGANIZATION, order));

        assertThat(neighbours.answers(order, 3).getLast()).isInstanceOf(RestockRefused.class);
    }

    @Test
    void F4_whatStaffHasPackedAndShippedInTheOrderIsNotPickedAgain() {
        var list = confirmedOrder();

        neighbours.say(fulfilled(order, 4));
        neighbours.eventually(() -> assertThat(status()).isEqualTo("PACKED"));
        step(list, "pack", "").expectStatus().isEqualTo(409);
        neighbours.say(reserveChange(order, Ids.next(), new Line(product, 4)));
        assertThat(neighbours.answers(order, 3).getLast()).isInstanceOf(ChangeRefused.class);

        neighbours.say(shipped(order, 6, null, null));
        neighbours.eventually(() -> assertThat(status()).isEqualTo("SHIPPED"));
        ship(list).expectStatus().isEqualTo(409);
        neighbours.say(new RestockReservation(order, ORGANIZATION, order));
        assertThat(neighbours.answers(order, 4).getLast()).isInstanceOf(RestockRefused.class);

        neighbours.say(delivered(order, 8));
        neighbours.eventually(() -> assertThat(status()).isEqualTo("DELIVERED"));
        assertThat(told(1)).hasExactlyElementsOfTypes(PickListMade.class);
        assertThat(lists(staff, "?limit=100&status=OPEN").at("/items").findValuesAsString("id"))
                .doesNotContain(list.toString());
    }

    @Test
    void F4_whatStaffHasPackedAlthoughPiecesWereMissingHasBeenFound() {
        var list = confirmedOrder();
        step(list, "pack", "{\"found\": [{\"productId\": \"%s\", \"quantity\": 1}]}".formatted(product))
                .expectStatus()
                .isOk();

        neighbours.say(fulfilled(order, 4));
        neighbours.eventually(() -> assertThat(status()).isEqualTo("PACKED"));
        neighbours.say(new RestockReservation(order, ORGANIZATION, order));

        assertThat(neighbours.answers(order, 3).getLast()).isInstanceOf(ReservationRestocked.class);
        assertThat(neighbours.stock(product).onHand()).isEqualTo(10);
    }

    @Test
    void F4_anOrderThatOnlyRepeatsWhatTheWarehouseDidChangesNothing() {
        var list = confirmedOrder();
        step(list, "pack", "").expectStatus().isOk();
        neighbours.say(fulfilled(order, 4));
        ship(list).expectStatus().isOk();
        neighbours.say(shipped(order, 6, "demo-post", trackingNumber), shipped(order, 6, "another", "1"));
        carrierSays("msg-" + order, "shipment.delivered").expectStatus().isNoContent();
        neighbours.say(delivered(order, 8));
        theOrdersNewsAreHeard();

        assertThat(told(4)).hasExactlyElementsOfTypes(PickListMade.class, Packed.class, Shipped.class, Delivered.class);
        assertThat(json(shipment(order, staff)).get("trackingNumber").asString())
                .isEqualTo(trackingNumber);
    }

    @Test
    void F4_aParcelThatCarriesTwoOrdersIsDeliveredToBoth() {
        confirmedOrder();
        var other = Ids.next();
        neighbours.say(placed(other, ORGANIZATION, "SHIPMENT"), confirmed(other));

        neighbours.say(shipped(order, 6, "demo-post", trackingNumber), shipped(other, 6, "demo-post", trackingNumber));
        neighbours.eventually(
                () -> assertThat(json(shipment(other, staff)).get("status").asString())
                        .isEqualTo("SHIPPED"));
        neighbours.eventually(() -> assertThat(status()).isEqualTo("SHIPPED"));
        carrierSays("msg-" + order, "shipment.delivered").expectStatus().isNoContent();

        assertThat(told(2)).hasExactlyElementsOfTypes(PickListMade.class, Delivered.class);
        assertThat(told(other, 2)).hasExactlyElementsOfTypes(PickListMade.class, Delivered.class);
    }

    @Test
    void F4_whoeverPacksTwoParcelsGivesThemTwoNumbers() {
        var list = confirmedOrder();
        step(list, "pack", "").expectStatus().isOk();
        ship(list).expectStatus().isOk();
        var other = confirmedOrder(Ids.next());
        step(other, "pack", "").expectStatus().isOk();

        ship(other)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/tracking-number-used");
    }

    /// Every partition has handed on what was said before as soon as later orders have their lists.
    private void theOrdersNewsAreHeard() {
        var later = Stream.generate(Ids::next).limit(20).toList();
        later.forEach(it -> neighbours.say(placed(it, ORGANIZATION, "SHIPMENT"), confirmed(it)));
        neighbours.eventually(() -> assertThat(later)
                .allSatisfy(it -> assertThat(neighbours.parcel(it)).hasSize(1)));
    }

    private OrderFulfilled fulfilled(UUID id, long sequence) {
        return new OrderFulfilled(id, ORGANIZATION, sequence, store, customer, "PACKED", Instant.now());
    }

    private OrderShipped shipped(UUID id, long sequence, @Nullable String carrier, @Nullable String number) {
        return new OrderShipped(id, ORGANIZATION, sequence, store, customer, carrier, number, Instant.now());
    }

    private OrderDelivered delivered(UUID id, long sequence) {
        return new OrderDelivered(id, ORGANIZATION, sequence, store, customer, List.of(product), Instant.now());
    }

    @Test
    void F4_aCarriersMessageIsBelievedOnceAndOnlyWhenSigned() {
        var list = confirmedOrder();
        step(list, "pack", "").expectStatus().isOk();

        carrierSays("early", "shipment.delivered").expectStatus().isNotFound();
        ship(list).expectStatus().isOk();
        post("forged", now(), "v1,AAAA", delivered("shipment.delivered"))
                .expectStatus()
                .isUnauthorized();
        post("old", "1614265330", sign("old", "1614265330", delivered("x")), delivered("x"))
                .expectStatus()
                .isUnauthorized();
        client.post()
                .uri("/api/webhooks/carriers/demo-post")
                .contentType(MediaType.APPLICATION_JSON)
                .body(delivered("shipment.delivered"))
                .exchange()
                .expectStatus()
                .isUnauthorized();
        carrierSays("moving-" + order, "shipment.in-transit").expectStatus().isNoContent();
        carrierSays("early", "shipment.delivered").expectStatus().isNoContent();
        carrierSays("early", "shipment.delivered").expectStatus().isNoContent();
        carrierSays("again-" + order, "shipment.delivered").expectStatus().isNoContent();
        signed("nonsense", "[]").expectStatus().isEqualTo(422);

        assertThat(told(4)).hasSize(4);
    }

    @Test
    void F9_pollingGoesOnWhereTheLastPageEnded() {
        var warehouse = Ids.next();
        var token = TestTokens.staff(Ids.next(), warehouse);
        for (var i = 0; i < 3; i++) {
            var id = Ids.next();
            neighbours.say(
                    placed(id, warehouse, "SHIPMENT"),
                    new OrderConfirmed(
                            id, warehouse, 2, store, customer, Ids.next(), new Money(1, "EUR"), Instant.now()));
        }

        neighbours.eventually(
                () -> assertThat(lists(token, "?limit=100").at("/items").size()).isEqualTo(3));
        var first = lists(token, "?limit=2&status=OPEN");
        var rest = lists(token, "?limit=2&cursor=" + first.get("nextCursor").asString());

        assertThat(first.at("/items").size()).isEqualTo(2);
        assertThat(rest.at("/items").size()).isOne();
        assertThat(rest.get("nextCursor").isNull()).isTrue();
    }

    @Test
    void F9_noListComesToBeBehindTheCursorOfWhoeverPolls() {
        var warehouse = Ids.next();
        var token = TestTokens.staff(Ids.next(), warehouse);
        var late = Ids.next();
        var early = Ids.next();

        transaction.executeWithoutResult(_ -> {
            orders.handle(List.of(received(placed(late, warehouse, "SHIPMENT")), received(confirmed(late, warehouse))));
            elsewhere(() -> neighbours.say(placed(early, warehouse, "SHIPMENT"), confirmed(early, warehouse)));
            neighbours.eventually(() -> assertThat(somebodyWaits()).isTrue());
            assertThat(lists(token, "").at("/items").isEmpty()).isTrue();
        });
        neighbours.eventually(
                () -> assertThat(lists(token, "").at("/items").size()).isEqualTo(2));

        var first = lists(token, "?limit=1");
        var rest = lists(token, "?cursor=" + first.get("nextCursor").asString());
        assertThat(first.at("/items/0/orderId").asString()).isEqualTo(late.toString());
        assertThat(rest.at("/items/0/orderId").asString()).isEqualTo(early.toString());
    }

    private static Received<OrderEvent> received(OrderEvent event) {
        return new Received<>(Ids.next(), event, Instant.now(), null);
    }

    private static void elsewhere(Runnable action) {
        try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
            other.execute(action);
        }
    }

    private boolean somebodyWaits() {
        return jdbc.sql("""
                select exists (select from pg_stat_activity
                               where datname = current_database() and wait_event = 'advisory')
                """).query(Boolean.class).single();
    }

    @Test
    void whatIsPickedUpOrRejectedNeedsNoList() {
        var other = Ids.next();
        neighbours.say(
                placed(order, ORGANIZATION, "PICKUP"),
                new OrderConfirmed(
                        order, ORGANIZATION, 2, store, customer, Ids.next(), new Money(1, "EUR"), Instant.now()),
                placed(other, ORGANIZATION, "SHIPMENT"),
                new OrderRejected(other, ORGANIZATION, 2, store, customer, "out-of-stock", Instant.now()));
        var last = Ids.next();
        neighbours.say(
                placed(last, ORGANIZATION, "SHIPMENT"),
                new OrderConfirmed(
                        last, ORGANIZATION, 2, store, customer, Ids.next(), new Money(1, "EUR"), Instant.now()));
        neighbours.eventually(() -> assertThat(neighbours.parcel(last)).hasSize(1));

        assertThat(neighbours.parcel(order)).isEmpty();
        neighbours.eventually(() -> shipment(other, staff).expectStatus().isNotFound());
    }

    @Test
    void F4_whatIsHeardAgainMakesNoSecondList() {
        confirmedOrder();

        neighbours.say(
                placed(order, ORGANIZATION, "SHIPMENT"),
                confirmed(order),
                new OrderCancelled(order, ORGANIZATION, 3, store, customer, "CONFIRMED", "CUSTOMER", Instant.now()),
                confirmed(order));

        neighbours.eventually(() -> assertThat(status()).isEqualTo("CANCELLED"));
        assertThat(told(1)).hasSize(1);
    }

    private OrderConfirmed confirmed(UUID id) {
        return confirmed(id, ORGANIZATION);
    }

    private OrderConfirmed confirmed(UUID id, UUID organization) {
        return new OrderConfirmed(
                id, organization, 2, store, customer, Ids.next(), new Money(300, "EUR"), Instant.now());
    }

    @Test
    void P7_nobodyElseSeesOrTouchesIt() {
        var list = confirmedOrder();
        var theirs = TestTokens.staff(Ids.next(), Ids.next());

        client.post()
                .uri("/api/warehouse/pick-lists/{id}/pack", list)
                .header("Authorization", "Bearer " + theirs)
                .exchange()
                .expectStatus()
                .isNotFound();
        shipment(order, theirs).expectStatus().isNotFound();
        shipment(order, TestTokens.customer(Ids.next(), ORGANIZATION))
                .expectStatus()
                .isNotFound();
        client.get()
                .uri("/api/warehouse/pick-lists")
                .header("Authorization", "Bearer " + TestTokens.customer(customer, ORGANIZATION))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private static int result(Future<Integer> code) {
        try {
            return code.get(30, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    /// Its pick list.
    private UUID confirmedOrder() {
        return confirmedOrder(order);
    }

    private UUID confirmedOrder(UUID id) {
        neighbours.say(reserve(id, product, 3), confirm(id));
        neighbours.answers(id, 2);
        neighbours.say(
                placed(id, ORGANIZATION, "SHIPMENT"),
                new OrderConfirmed(
                        id, ORGANIZATION, 2, store, customer, Ids.next(), new Money(300, "EUR"), Instant.now()));
        return told(id, 1).getFirst().pickListId();
    }

    private OrderPlaced placed(UUID id, UUID organization, String fulfilment) {
        return new OrderPlaced(
                id,
                organization,
                1,
                "TC-2026-000001",
                store,
                customer,
                fulfilment,
                List.of(line(1), line(2)),
                new Money(300, "EUR"),
                Instant.now());
    }

    private OrderPlaced.Line line(int quantity) {
        return new OrderPlaced.Line(product, "A thing", new Money(100, "EUR"), quantity);
    }

    private List<WarehouseEvent> told(int count) {
        return told(order, count);
    }

    private List<WarehouseEvent> told(UUID id, int count) {
        neighbours.eventually(() -> assertThat(neighbours.parcel(id)).hasSizeGreaterThanOrEqualTo(count));
        return neighbours.parcel(id);
    }

    private String status() {
        return json(shipment(order, staff)).get("status").asString();
    }

    private static JsonNode json(ResponseSpec answer) {
        var body = answer.expectStatus().isOk().expectBody(byte[].class).returnResult();
        return JSON.readTree(Objects.requireNonNull(body.getResponseBody()));
    }

    private ResponseSpec shipment(UUID id, String token) {
        return client.get()
                .uri("/api/shipments/{order}", id)
                .header("Authorization", "Bearer " + token)
                .exchange();
    }

    private JsonNode lists(String token, String query) {
        var body = client.get()
                .uri("/api/warehouse/pick-lists" + query)
                .header("Authorization", "Bearer " + token)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult();
        return JSON.readTree(Objects.requireNonNull(body.getResponseBody()));
    }

    private ResponseSpec step(UUID list, String step, String body) {
        var request = client.post()
                .uri("/api/warehouse/pick-lists/{id}/{step}", list, step)
                .header("Authorization", "Bearer " + staff);
        return body.isEmpty()
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON).body(body).exchange();
    }

    private ResponseSpec ship(UUID list) {
        return step(list, "ship", "{\"carrier\": \"demo-post\", \"trackingNumber\": \"%s\"}".formatted(trackingNumber));
    }

    private String delivered(String type) {
        return "{\"type\": \"%s\", \"data\": {\"trackingNumber\": \"%s\"}}".formatted(type, trackingNumber);
    }

    private ResponseSpec carrierSays(String id, String type) {
        return signed(id, delivered(type));
    }

    private ResponseSpec signed(String id, String body) {
        var time = now();
        return post(id, time, sign(id, time, body), body);
    }

    private ResponseSpec post(String id, String time, String signature, String body) {
        return client.post()
                .uri("/api/webhooks/carriers/demo-post")
                .contentType(MediaType.APPLICATION_JSON)
                .header("webhook-id", id)
                .header("webhook-timestamp", time)
                .header("webhook-signature", signature)
                .body(body)
                .exchange();
    }

    private static String now() {
        return Long.toString(Instant.now().getEpochSecond());
    }

    private static String sign(String id, String time, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET), "HmacSHA256"));
            var signature = mac.doFinal((id + "." + time + "." + body).getBytes(UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
