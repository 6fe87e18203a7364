package dev.tradewind.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/// A notification-service that pushes what a test tells it to, and counts who listens. `burst <n>` is answered with
/// that many letters, `/api/updates?silent` not at all, and `/api/updates?late` as late as a poll may be.
final class Realtime {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BURST = "burst ";

    private final Sinks.Many<String> events = Sinks.many().multicast().directBestEffort();
    private final AtomicInteger listeners = new AtomicInteger();
    private final AtomicInteger sockets = new AtomicInteger();
    private final DisposableServer server;

    Realtime() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(it -> it.ws("/ws", (in, out) -> {
                            sockets.incrementAndGet();
                            return out.sendString(in.receive()
                                    .asString()
                                    .map(Realtime::reply)
                                    .doFinally(_ -> sockets.decrementAndGet()));
                        })
                        .route(_ -> true, this::answer))
                .bindNow();
    }

    String uri() {
        return "http://127.0.0.1:" + server.port();
    }

    int listeners() {
        return listeners.get();
    }

    int sockets() {
        return sockets.get();
    }

    void push(String event) {
        events.emitNext(event, Sinks.EmitFailureHandler.FAIL_FAST);
    }

    private static String reply(String text) {
        return text.startsWith(BURST) ? "x".repeat(Integer.parseInt(text.substring(BURST.length()))) : "heard " + text;
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        if ("text/event-stream".equals(request.requestHeaders().get("Accept"))) {
            return response.sse().send(stream(), _ -> true);
        }
        if (request.uri().endsWith("?silent")) {
            return Mono.never();
        }
        if (request.uri().endsWith("?late")) {
            return Mono.delay(Duration.ofMillis(2_500))
                    .then(response.status(204).send());
        }
        var body = JSON.writeValueAsString(Map.of("service", "notification-service", "path", request.fullPath()));
        return response.header("Content-Type", "application/json")
                .sendString(request.receive()
                        .aggregate()
                        .asString()
                        .defaultIfEmpty("")
                        .map(_ -> body));
    }

    private Flux<ByteBuf> stream() {
        return Flux.merge(events.asFlux(), Flux.just("hello"))
                .map(it -> Unpooled.copiedBuffer("data: " + it + "\n\n", StandardCharsets.UTF_8))
                .doOnSubscribe(_ -> listeners.incrementAndGet())
                .doFinally(_ -> listeners.decrementAndGet());
    }
}
