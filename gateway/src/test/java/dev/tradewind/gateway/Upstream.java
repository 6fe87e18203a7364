package dev.tradewind.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/// A service behind the gateway that tells what reached it.
///
/// Paths decide how it behaves: `…/unavailable-once-<n>` answers 503 the first time, `…/silent` does not answer,
/// `…/refused` answers a problem of its own.
final class Upstream {

    private static final JsonMapper JSON = new JsonMapper();

    private final String name;
    private final HttpServer server;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

    private Upstream(String name, HttpServer server) {
        this.name = name;
        this.server = server;
    }

    static Upstream start(String name) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var upstream = new Upstream(name, server);
            server.createContext("/", upstream::answer);
            server.setExecutor(task -> Thread.ofVirtual().start(task));
            server.start();
            return upstream;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int timesAsked(String path) {
        var times = asked.get(path);
        return times == null ? 0 : times.get();
    }

    void stop() {
        end.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var times = asked.computeIfAbsent(path, _ -> new AtomicInteger()).incrementAndGet();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (path.endsWith("/silent")) {
            awaitTheEnd();
        }
        if (path.contains("/unavailable-once") && times == 1) {
            reply(exchange, 503, Map.of());
        } else if (path.endsWith("/refused")) {
            reply(exchange, 409, Map.of("type", "/problems/of-mine"));
        } else {
            var headers = new HashMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((key, values) -> headers.put(key.toLowerCase(Locale.ROOT), values.getFirst()));
            reply(exchange, 200, Map.of("service", name, "path", path, "headers", headers, "length", body.length()));
        }
    }

    private void awaitTheEnd() {
        try {
            end.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
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
