package dev.tradewind.notification.realtime;

import dev.tradewind.local.server.Redis;
import dev.tradewind.messaging.Ids;
import dev.tradewind.notification.Shop;
import dev.tradewind.notification.updates.Audience;
import dev.tradewind.notification.updates.Update;
import dev.tradewind.notification.updates.UpdateLog;
import dev.tradewind.testing.BreakableServer;
import dev.tradewind.testing.RealServers;
import dev.tradewind.testing.TestTokens;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An instance with real servers around it, and somebody for whom there is news.
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "tradewind.realtime.connect-within=2s",
            "tradewind.realtime.send-within=2s",
            "tradewind.realtime.connections-per-account=60",
            "tradewind.updates.kept-rows=5000",
            "tradewind.updates.forgetting=2s",
            "server.tomcat.connection-timeout=3s"
        })
@RealServers
@AutoConfigureRestTestClient
abstract class WithListeners {

    static final Instant NOW = Shop.NOW;
    static final String MINE = "/user/queue/updates";

    /// One that may be killed.
    static final BreakableServer<Redis> REDIS = BreakableServer.redis();

    final UUID organization = Ids.next();
    final UUID customer = Ids.next();
    final UUID order = Ids.next();

    @LocalServerPort
    int port;

    @Autowired
    UpdateLog log;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JsonMapper json;

    @DynamicPropertySource
    static void redis(DynamicPropertyRegistry properties) {
        properties.add("spring.data.redis.port", () -> REDIS.program().port());
    }

    String token() {
        return TestTokens.customer(customer, organization);
    }

    String staffToken() {
        return TestTokens.staff(Ids.next(), organization);
    }

    void tell(Update... updates) {
        tell(log, transactions, updates);
    }

    static void tell(UpdateLog log, PlatformTransactionManager transactions, Update... updates) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(_ -> log.append(Stream.of(updates).toList()));
    }

    Update changed(int number) {
        return changed(order, customer, number);
    }

    Update changed(UUID order, UUID customer, int number) {
        var data = json.createObjectNode().put("orderId", order.toString()).put("n", number);
        return new Update(organization, new Audience.Order(order, customer), "order:updated", data, NOW);
    }

    Update said(Audience audience, String type) {
        return new Update(organization, audience, type, json.createObjectNode(), NOW);
    }

    int number(String message) {
        return json.readTree(message).get("data").get("n").asInt();
    }

    record Polled(List<JsonNode> items, String cursor) {}

    Polled poll(int port, String token, String query) throws Exception {
        var answer = get(port, "/api/updates" + query, token);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return json.readValue(answer.body(), Polled.class);
    }

    static HttpResponse<String> get(int port, String path, String token) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .build();
        return StompClient.HTTP.send(request, BodyHandlers.ofString());
    }
}
