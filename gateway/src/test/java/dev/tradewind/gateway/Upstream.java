package dev.tradewind.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tradewind.local.server.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/// A service behind the gateway that tells what reached it.
///
/// Paths decide how it behaves: `…/unavailable-once-<n>` answers 503 the first time, `…/broken-once-<n>` breaks
/// the connection the first time, `…/busy` answers 503 and when to come back, `…/silent` and `…?silent` do not answer,
/// `…/head` and `…/half` say no more than that of an answer,
/// `…/slowly/<n>` takes its time, `…/refused` answers a problem of its own, `…/import` gives all lines back as they
/// come.
final class Upstream {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Duration A_WHILE = Duration.ofMillis(40);

    private final String name;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private volatile HttpServer server;

    private Upstream(String name) {
        this.name = name;
        this.server = listen(Ports.free());
    }

    static Upstream start(String name) {
        return new Upstream(name);
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int timesAsked(String path) {
        var times = asked.get(path);
        return times == null ? 0 : times.get();
    }

    /// Breaks all connections; from now on the port refuses.
    void kill() {
        server.stop(0);
    }

    /// At the port of before.
    void revive() {
        server = listen(server.getAddress().getPort());
    }

    private HttpServer listen(int port) {
        try {
            var listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            listening.createContext("/", this::answer);
            listening.setExecutor(task -> Thread.ofVirtual().start(task));
            listening.start();
            return listening;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var times = asked.computeIfAbsent(path, _ -> new AtomicInteger()).incrementAndGet();
        if (path.endsWith("/import")) {
            echo(exchange);
            return;
        }
        var bytes = exchange.getRequestBody().readAllBytes();
        var body = new String(bytes, StandardCharsets.UTF_8);
        if (path.endsWith("/silent") || "silent".equals(exchange.getRequestURI().getQuery())) {
            await(Duration.ofMinutes(1));
        }
        if (path.contains("/slowly/")) {
            await(A_WHILE);
        }
        if (path.endsWith("/head") || path.endsWith("/half")) {
            begin(exchange, path.endsWith("/half"));
        } else if (path.contains("/broken-once") && times == 1) {
            exchange.close();
        } else if (path.contains("/unavailable-once") && times == 1) {
            reply(exchange, 503, Map.of());
        } else if (path.endsWith("/busy")) {
            exchange.getResponseHeaders().set("Retry-After", "7");
            reply(exchange, 503, Map.of("type", "/problems/of-mine"));
        } else if (path.equals("/v3/api-docs")) {
            reply(exchange, 200, offer());
        } else if (path.endsWith("/refused")) {
            reply(exchange, 409, Map.of("type", "/problems/of-mine"));
        } else {
            var headers = new HashMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((key, values) -> headers.put(key.toLowerCase(Locale.ROOT), values.getFirst()));
            reply(
                    exchange,
                    200,
                    Map.of(
                            "service", name,
                            "path", path,
                            "headers", headers,
                            "length", body.length(),
                            "sha256", sha256(bytes)));
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Everybody's `Money` is the same, everybody's `Thing` another.
    private Map<String, Object> offer() {
        Map<String, Object> operation = Map.of(
                "operationId", "list", "responses", Map.of("200", Map.of("$ref", "#/components/schemas/Things")));
        Map<String, Object> schemas = Map.of(
                "Money", Map.of("type", "integer"),
                "Thing", Map.of("description", "of " + name),
                "Things", Map.of("type", "array", "items", Map.of("$ref", "#/components/schemas/Thing")));
        return Map.of(
                "openapi",
                "3.1.0",
                "paths",
                Map.of(
                        "/api/" + name + "/things",
                        Map.of("get", operation),
                        "/ops/dead-letters",
                        Map.of("get", operation),
                        "/internal/things",
                        Map.of("get", operation)),
                "components",
                Map.of("schemas", schemas));
    }

    private void await(Duration time) {
        try {
            end.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin(HttpExchange exchange, boolean half) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 2);
        if (half) {
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
        }
        await(Duration.ofMinutes(1));
    }

    private static void echo(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
        exchange.sendResponseHeaders(200, 0);
        try (var lines = new BufferedReader(new InputStreamReader(exchange.getRequestBody(), StandardCharsets.UTF_8));
                var out = exchange.getResponseBody()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
    }

    private static void reply(HttpExchange exchange, int status, Map<String, Object> content) throws IOException {
        var body = JSON.writeValueAsBytes(content);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("X-Request-Id", "of the service");
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
