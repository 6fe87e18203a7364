package dev.tradewind.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Whoever keeps the accounts, speaking HTTP on a real port and found the way services are found.
@Component
class FakeAccounts implements DiscoveryClient, AutoCloseable {

    private final Map<UUID, String> addresses = new ConcurrentHashMap<>();
    private final Map<UUID, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final JsonMapper json = new JsonMapper();
    private final HttpServer http;
    volatile boolean away;

    FakeAccounts() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/api/me/addresses", this::answer);
        http.start();
    }

    /// From now on this is the only one, and the default.
    UUID livesAt(UUID customer, String line1) {
        var id = UUID.randomUUID();
        addresses.put(customer, """
            {"id": "%s", "name": "Ana", "line1": "%s", "city": "Rio", "postalCode": "22240", "country": "BR",
             "default": true, "version": 1}""".formatted(id, line1));
        return id;
    }

    int timesAsked(UUID customer) {
        return asked.getOrDefault(customer, new AtomicInteger()).get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var token = exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
            var claims = json.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
            var customer = UUID.fromString(claims.get("sub").asString());
            asked.computeIfAbsent(customer, _ -> new AtomicInteger()).incrementAndGet();
            var body = "{\"items\": [%s], \"nextCursor\": null}"
                    .formatted(addresses.getOrDefault(customer, ""))
                    .getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(away ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public String description() {
        return "accounts of the tests";
    }

    @Override
    public List<ServiceInstance> getInstances(String service) {
        return service.equals("auth-service")
                ? List.of(new DefaultServiceInstance(
                        "auth-1", service, "127.0.0.1", http.getAddress().getPort(), false))
                : List.of();
    }

    @Override
    public List<String> getServices() {
        return List.of("auth-service");
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
