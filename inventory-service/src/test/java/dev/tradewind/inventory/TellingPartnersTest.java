package dev.tradewind.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tradewind.contracts.WarehouseEvent.Packed;
import dev.tradewind.inventory.signing.SignedMessage;
import dev.tradewind.messaging.Ids;
import dev.tradewind.testing.TestTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@OnRealServers
class TellingPartnersTest {

    private static final String WEBHOOKS = "/api/warehouse/webhooks";
    private static final JsonMapper JSON = new JsonMapper();

    private record Heard(SignedMessage message, String body) {}

    private final UUID organization = Ids.next();
    private final String admin = TestTokens.admin(Ids.next(), organization);
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final List<Integer> refusals = new CopyOnWriteArrayList<>();

    @Autowired
    private Neighbours neighbours;

    @Autowired
    private JdbcClient jdbc;

    private final RestTestClient client;
    private final HttpServer partner;

    TellingPartnersTest(@LocalServerPort int port) throws IOException {
        this.client = RestTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .build();
        this.partner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void aPartnerListens() {
        partner.createContext("/hook", this::hear);
        partner.start();
    }

    @AfterEach
    void thePartnerGoes() {
        partner.stop(0);
    }

    private void hear(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        heard.add(new Heard(
                new SignedMessage(
                        headers.getFirst("webhook-id"),
                        headers.getFirst("webhook-timestamp"),
                        headers.getFirst("webhook-signature")),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        exchange.sendResponseHeaders(refusals.isEmpty() ? 204 : refusals.removeFirst(), -1);
        exchange.close();
    }

    @Test
    void F9_aPartnerHearsWhatTheWarehouseSaysSignedAndAgainUntilItListens() {
        var registered = register();
        refusals.add(500);

        var order = packed(organization);
        packed(Ids.next());

        neighbours.eventually(() ->
                assertThat(log(registered).at("/items/0/status").asString()).isEqualTo("DELIVERED"));
        assertThat(heard).hasSize(2);
        assertThat(heard)
                .allMatch(it -> it.message()
                        .isFrom(registered.get("secret").asString(), it.body().getBytes(UTF_8), Instant.now()));
        assertThat(heard)
                .extracting(it -> it.message().id())
                .containsOnly(log(registered).at("/items/0/messageId").asString());
        var told = JSON.readTree(heard.getFirst().body());
        assertThat(told.get("type").asString()).isEqualTo("dev.tradewind.warehouse.packed.v1");
        assertThat(told.at("/data/orderId").asString()).isEqualTo(order.toString());
        assertThat(log(registered).at("/items").size()).isOne();
        assertThat(log(registered).at("/items/0/attempts").asInt()).isEqualTo(2);
    }

    @Test
    void F9_afterTheLastTryItHasFailedAndIsSentAgainWhenSomebodyAsks() {
        var registered = register();
        refusals.addAll(List.of(503, 302, 404));

        packed(organization);

        neighbours.eventually(() ->
                assertThat(log(registered).at("/items/0/status").asString()).isEqualTo("FAILED"));
        assertThat(log(registered).at("/items/0/answer").asInt()).isEqualTo(404);
        var path = WEBHOOKS + "/" + registered.get("id").asString() + "/deliveries/"
                + log(registered).at("/items/0/id").asString() + "/redeliver";
        ask(HttpMethod.POST, path, TestTokens.admin(Ids.next(), Ids.next()), "")
                .expectStatus()
                .isNotFound();
        ask(HttpMethod.POST, path, admin, "").expectStatus().isAccepted();
        neighbours.eventually(() ->
                assertThat(log(registered).at("/items/0/status").asString()).isEqualTo("DELIVERED"));
        assertThat(heard).hasSize(4);
    }

    @Test
    void F9_whoIsRemovedHearsNothingMoreAndOnlyAdministratorsSayWho() {
        var registered = register();
        var path = WEBHOOKS + "/" + registered.get("id").asString();
        var staff = TestTokens.staff(Ids.next(), organization);

        ask(HttpMethod.POST, WEBHOOKS, staff, url()).expectStatus().isForbidden();
        ask(HttpMethod.POST, WEBHOOKS, admin, url()).expectStatus().isEqualTo(409);
        ask(HttpMethod.POST, WEBHOOKS, admin, "{\"url\": \"gopher://127.0.0.1/\"}")
                .expectStatus()
                .isEqualTo(422);
        ask(HttpMethod.DELETE, path, TestTokens.admin(Ids.next(), Ids.next()), "")
                .expectStatus()
                .isNotFound();
        ask(HttpMethod.DELETE, path, admin, "").expectStatus().isNoContent();

        assertThat(json(ask(HttpMethod.GET, WEBHOOKS, admin, "")).at("/items").isEmpty())
                .isTrue();
        ask(HttpMethod.GET, path + "/deliveries", admin, "").expectStatus().isNotFound();
    }

    @Test
    void F9_whoNeverComesToTheEndOfItsAnswerHasHeardAndKeepsNobodyWaiting() throws IOException {
        var another = Ids.next();
        register();
        try (var slow = SlowPartner.drippingItsBody()) {
            register(another, slow.port());

            packed(another);

            neighbours.eventually(() -> assertThat(deliveries(another)).containsExactly(new Stored("DELIVERED", null)));
            packed(organization);
            neighbours.eventually(() -> assertThat(heard).hasSize(1));
        }
    }

    @Test
    void F9_whoNeverComesToTheEndOfItsHeadersHasNotHeardAndIsLeft() throws IOException {
        try (var slow = SlowPartner.drippingItsHeaders()) {
            register(organization, slow.port());

            packed(organization);

            neighbours.eventually(() -> assertThat(deliveries(organization))
                    .extracting(Stored::problem)
                    .containsExactly("no answer in time"));
        }
    }

    @Test
    void F9_aSilentPartnerGetsAFewMessagesAtATimeAndOthersDoNotWaitForIt() throws IOException {
        var another = Ids.next();
        register();
        try (var slow = SlowPartner.silent()) {
            register(another, slow.port());

            for (var i = 0; i < 60; i++) {
                packed(another);
            }
            neighbours.eventually(() -> assertThat(slow.visits()).isPositive());
            for (var i = 1; i <= 5; i++) {
                packed(organization);
                var told = i;
                neighbours.eventually(() -> {
                    assertThat(underway(another)).isBetween(0, 4);
                    assertThat(heard).hasSize(told);
                });
            }
            assertThat(deliveries(another)).extracting(Stored::status).contains("PENDING");
        }
    }

    private record Stored(String status, @Nullable String problem) {}

    private List<Stored> deliveries(UUID of) {
        return jdbc.sql("""
                select status, problem from webhook_delivery join webhook on webhook.id = webhook_id
                where organization_id = :of
                """)
                .param("of", of)
                .query((row, _) -> new Stored(row.getString("status"), row.getString("problem")))
                .list();
    }

    /// What is tried is left alone for much longer than any pause.
    private int underway(UUID of) {
        return jdbc.sql("""
                select count(*) from webhook_delivery join webhook on webhook.id = webhook_id
                where organization_id = :of and status = 'PENDING' and next_attempt_at > now() + interval '20 seconds'
                """).param("of", of).query(Integer.class).single();
    }

    private String url() {
        return url(partner.getAddress().getPort());
    }

    private static String url(int port) {
        return "{\"url\": \"http://127.0.0.1:%d/hook\"}".formatted(port);
    }

    private JsonNode register() {
        return register(organization, partner.getAddress().getPort());
    }

    private JsonNode register(UUID of, int port) {
        var by = of.equals(organization) ? admin : TestTokens.admin(Ids.next(), of);
        return json(ask(HttpMethod.POST, WEBHOOKS, by, url(port)).expectStatus().isCreated());
    }

    private UUID packed(UUID of) {
        var order = Ids.next();
        neighbours.say(new Packed(order, of, 2, Ids.next(), Ids.next(), Instant.now()));
        return order;
    }

    private JsonNode log(JsonNode registered) {
        return json(ask(HttpMethod.GET, WEBHOOKS + "/" + registered.get("id").asString() + "/deliveries", admin, "")
                .expectStatus()
                .isOk());
    }

    private ResponseSpec ask(HttpMethod method, String path, String token, String body) {
        var request = client.method(method).uri(path).header("Authorization", "Bearer " + token);
        return body.isEmpty()
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON).body(body).exchange();
    }

    private static JsonNode json(ResponseSpec answer) {
        var body = answer.expectBody(byte[].class).returnResult().getResponseBody();
        return JSON.readTree(new String(Objects.requireNonNull(body), UTF_8));
    }
}
