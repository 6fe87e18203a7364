package dev.tradewind.local.story;

import dev.tradewind.local.server.Http;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The API of the house, as a client app sees it.
public final class Shop {

    public static final String PASSWORD = "tradewind-demo";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final int LOGIN_TRIES = 5;
    private static final int UNAVAILABLE = 503;

    private final String gateway;

    public Shop(String gateway) {
        this.gateway = gateway;
    }

    /// An answer with its status; the body is empty JSON when there was none.
    public record Answer(int status, JsonNode body) {

        public String text(String field) {
            return body.path(field).asString("");
        }
    }

    public String login(String email) throws IOException {
        var credentials = Map.<String, Object>of("email", email, "password", PASSWORD);
        var answer = post("/api/auth/login", credentials);
        for (var attempt = 1; attempt < LOGIN_TRIES && answer.status() == UNAVAILABLE; attempt++) {
            answer = post("/api/auth/login", credentials);
        }
        if (answer.status() != 200) {
            throw new IOException("%s cannot sign in: %d %s".formatted(email, answer.status(), answer.body()));
        }
        return answer.text("accessToken");
    }

    public Answer get(String path, @Nullable String token) throws IOException {
        return send(request(path, token).GET().build());
    }

    /// @param waitSeconds how long to wait for the saga; 0 takes the first answer
    public Answer order(String token, Map<String, Object> order, int waitSeconds) throws IOException {
        var request = request("/api/orders", token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "application/json");
        if (waitSeconds > 0) {
            request.header("Prefer", "wait=" + waitSeconds);
        }
        return send(request.POST(BodyPublishers.ofString(JSON.writeValueAsString(order)))
                .build());
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Answer post(String path, Map<String, Object> body) throws IOException {
        var request = request(path, null).header("Content-Type", "application/json");
        return send(request.POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    private HttpRequest.Builder request(String path, @Nullable String token) {
        var request = HttpRequest.newBuilder(URI.create(gateway + path)).timeout(PATIENCE);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private static Answer send(HttpRequest request) throws IOException {
        var answer = Http.send(request);
        var isJson = answer.headers().firstValue("Content-Type").orElse("").contains("json");
        return new Answer(answer.statusCode(), isJson ? JSON.readTree(answer.body()) : JSON.createObjectNode());
    }
}
