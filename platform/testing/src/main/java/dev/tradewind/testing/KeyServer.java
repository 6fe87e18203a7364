package dev.tradewind.testing;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// The place where auth-service would publish its keys.
final class KeyServer {

    private final HttpServer server;

    private final AtomicInteger asked;

    private KeyServer(HttpServer server, AtomicInteger asked) {
        this.server = server;
        this.asked = asked;
    }

    static KeyServer start(JWK publicKey) {
        var body = new JWKSet(publicKey).toString().getBytes(StandardCharsets.UTF_8);
        var asked = new AtomicInteger();
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/.well-known/jwks.json", exchange -> {
                asked.incrementAndGet();
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                try (var out = exchange.getResponseBody()) {
                    out.write(body);
                }
            });
            server.setExecutor(task -> Thread.ofVirtual().start(task));
            var thread = new Thread(server::start, "keys");
            thread.setDaemon(true);
            thread.start();
            return new KeyServer(server, asked);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int timesAsked() {
        return asked.get();
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/.well-known/jwks.json";
    }
}
