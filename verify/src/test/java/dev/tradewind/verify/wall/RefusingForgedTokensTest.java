package dev.tradewind.verify.wall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tradewind.verify.story.RunningSuite;
import dev.tradewind.verify.story.Shop;
import dev.tradewind.verify.suite.Answer;
import dev.tradewind.verify.suite.Api;
import dev.tradewind.verify.suite.Demo;
import dev.tradewind.verify.suite.Suite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// Tries bad tokens at the gateway and past it, at each service's own port: nobody trusts that somebody else looked.
@RunningSuite
@Order(2)
class RefusingForgedTokensTest {

    /// One operation of each service that needs a token.
    private static final Map<String, String> CLOSED = Map.of(
            "auth-service", "/api/me",
            "catalog-service", "/ops/dead-letters",
            "inventory-service", "/ops/dead-letters",
            "payment-service", "/api/payments?orderId=019a0000-0000-7000-8000-000000000000",
            "order-service", "/api/orders",
            "notification-service", "/api/notifications",
            "search-service", "/ops/dead-letters");

    private final Shop shop = Shop.open();

    @Test
    void S7_forgedTokensAreRefusedAtEveryDoor() throws IOException, GeneralSecurityException {
        var asked = new AtomicInteger();
        var forgeries = new Forgeries(shop);
        var elsewhere = publish(forgeries.keys(), asked);
        try {
            var keys = "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/jwks.json";
            var attacks = forgeries.all(keys);
            for (var door : doors().entrySet()) {
                assertThat(ask(door.getValue(), forgeries.good()).status())
                        .as("a good token at %s", door.getKey())
                        .isNotEqualTo(401);
                attacks.forEach((attack, token) -> refused(attack, door.getKey(), ask(door.getValue(), token)));
            }
        } finally {
            elsewhere.stop(0);
        }
        assertThat(asked).as("keys fetched where a token said").hasValue(0);
    }

    @Test
    void S7_aBadTokenIsRefusedAlsoWhereNoneIsNeeded() throws GeneralSecurityException {
        var expired = new Forgeries(shop).all("http://127.0.0.1:9/").get("expired");

        for (var base : new URI[] {shop.suite().gateway(), shop.suite().service("catalog-service")}) {
            var answer = shop.api().ask(base, "GET", "/api/products", expired, "", Map.of());

            refused("expired", base.toString(), answer);
        }
    }

    /// Signing out ends the access token too, everywhere and within seconds, though its own time is not over.
    @Test
    void P4_aTokenEndsWithItsSessionAtEveryDoor() {
        try (var visitor = new Api(shop.suite())) {
            var token = visitor.token(Demo.customers("sattzabite").getLast());
            doors().values()
                    .forEach(door -> assertThat(ask(door, token).status()).isNotEqualTo(401));

            visitor.post("/api/auth/logout", token, "", Map.of()).expect(204);

            doors().forEach((name, door) -> shop.eventually(
                    "the end of the session at " + name, () -> refused("ended", name, ask(door, token))));
        }
    }

    private record Door(URI base, String path) {}

    private Map<String, Door> doors() {
        var doors = new LinkedHashMap<String, Door>();
        doors.put("gateway", new Door(shop.suite().gateway(), "/api/orders"));
        for (var service : Suite.services()) {
            var path = CLOSED.get(service);
            assertThat(path).as("a closed operation of %s", service).isNotNull();
            doors.put(service, new Door(shop.suite().service(service), path));
        }
        return doors;
    }

    private Answer ask(Door door, String token) {
        return shop.api().ask(door.base(), "GET", door.path(), token, "", Map.of());
    }

    private static void refused(String attack, String door, Answer answer) {
        assertThat(answer.status())
                .as("%s at %s: %s", attack, door, answer.body())
                .isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate"))
                .as("%s at %s", attack, door)
                .startsWith("Bearer")
                .contains("error=\"invalid_token\"");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    private static HttpServer publish(String keys, AtomicInteger asked) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var body = keys.getBytes(UTF_8);
        server.createContext("/jwks.json", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        return server;
    }
}
