package dev.tradewind.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.testing.RealServers;
import dev.tradewind.testing.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real gateway, the same for all its tests, before services that tell what reached them.
@RealServers(postgres = false, kafka = false, redis = true)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "tradewind.gateway.patience=2s",
            "tradewind.gateway.longest-wait=3s",
            "tradewind.gateway.longest-silence=6s",
            "tradewind.gateway.room=24",
            "tradewind.gateway.limits.orders-per-account=5",
            "tradewind.gateway.limits.orders-underway=8",
            "tradewind.gateway.cors-origins=https://shop.example",
            "tradewind.gateway.limits.listeners-per-address=8",
            "tradewind.gateway.trusted-proxies=127.0.0.9,10.9.0.0/16",
            // The testing library brings JDBC along, which a gateway has no use for.
            "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        })
abstract class AtTheGateway {

    static final String TRUSTED_PROXY = "127.0.0.9";
    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// Some of them twice; the second payment-service is the only one, and down until a test starts it.
    static final Map<String, Upstream> SERVICES = Stream.of(
                    "auth-service",
                    "catalog-service",
                    "inventory-service",
                    "inventory-service-2",
                    "order-service",
                    "search-service",
                    "payment-service-2")
            .collect(Collectors.toMap(Function.identity(), it -> Upstream.start(it.replace("-2", ""))));

    static final Realtime NOTIFICATIONS = new Realtime();

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final JsonMapper JSON = new JsonMapper();

    final String base;
    final String customer = TestTokens.customer(UUID.randomUUID(), UUID.randomUUID());

    AtTheGateway(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    @DynamicPropertySource
    static void discovered(DynamicPropertyRegistry registry) {
        var prefix = "spring.cloud.discovery.client.simple.instances.";
        SERVICES.forEach((name, service) -> registry.add(
                name.endsWith("-2")
                        ? prefix + name.substring(0, name.length() - 2) + "[" + (name.startsWith("pay") ? 0 : 1)
                                + "].uri"
                        : prefix + name + "[0].uri",
                service::uri));
        registry.add(prefix + "notification-service[0].uri", NOTIFICATIONS::uri);
        service("payment-service-2").kill();
    }

    static Upstream service(String name) {
        return Objects.requireNonNull(SERVICES.get(name), name);
    }

    static int timesAsked(String path) {
        return SERVICES.values().stream().mapToInt(it -> it.timesAsked(path)).sum();
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static void assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(response).get("status").asInt()).isEqualTo(status);
        assertThat(json(response).get("traceId").asString()).hasSize(32);
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }
}
