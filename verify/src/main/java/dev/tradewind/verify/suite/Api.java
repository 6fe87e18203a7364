package dev.tradewind.verify.suite;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The suite as its clients see it: everything goes through the gateway.
public final class Api implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final JsonMapper JSON = new JsonMapper();

    private final URI gateway;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    private record Session(String token, long until) {}

    public Api(Suite suite) {
        this.gateway = suite.gateway();
    }

    /// The token of a demo account; it logs in when the last one is about to end.
    public String token(String email) {
        var now = System.nanoTime();
        // All who need the same session wait for one sign-in: each costs a password hash.
        return sessions.compute(
                        email,
                        (_, session) -> session == null || session.until() - now < 0 ? login(email, now) : session)
                .token();
    }

    private Session login(String email, long now) {
        var body = write(Map.of("email", email, "password", "tradewind-demo"));
        var answer = post("/api/auth/login", null, body, Map.of()).expect(200);
        var seconds = answer.json().path("expiresIn").asLong(60);
        return new Session(
                answer.text("accessToken"), now + Duration.ofSeconds(seconds).toNanos() * 3 / 4);
    }

    public Answer fetch(String path, @Nullable String token) {
        return exchange(request(path, token, Map.of()).GET().build());
    }

    public Answer post(String path, @Nullable String token, String body, Map<String, String> headers) {
        return exchange(request(path, token, headers)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    public Answer put(String path, @Nullable String token, String body) {
        return exchange(request(path, token, Map.of())
                .PUT(BodyPublishers.ofString(body))
                .build());
    }

    /// Any operation, of the gateway or of a service at its own port.
    public Answer ask(
            URI base, String method, String path, @Nullable String token, String body, Map<String, String> headers) {
        var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        return exchange(
                request(base, path, token, headers).method(method, publisher).build());
    }

    public Answer exchange(HttpRequest request) {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException failed) {
            throw new Unreachable(request.method() + " " + request.uri() + ": " + failed, failed);
        } catch (InterruptedException failed) {
            Thread.currentThread().interrupt();
            throw new Unreachable(request.method() + " " + request.uri() + ": interrupted", failed);
        }
    }

    private HttpRequest.Builder request(String path, @Nullable String token, Map<String, String> headers) {
        return request(gateway, path, token, headers);
    }

    private static HttpRequest.Builder request(
            URI base, String path, @Nullable String token, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::setHeader);
        return request;
    }

    public static String write(Object value) {
        return JSON.writeValueAsString(value);
    }

    @Override
    public void close() {
        http.close();
    }
}
