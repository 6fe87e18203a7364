package dev.tradewind.gateway.pages;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A notification-service on the wire, one log for everybody: STOMP, event stream and long poll. It refuses ways and
/// cuts
/// connections as a test tells it to. It signs people in as well.
final class LiveServer {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TICK = Duration.ofMillis(20);

    private final List<ObjectNode> log = new ArrayList<>();
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final String token;
    private final DisposableServer server;
    private volatile Set<Way> refused = EnumSet.noneOf(Way.class);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean knows = true;
    private volatile boolean breaks;
    private volatile boolean hangs;
    private volatile long trimmed;

    enum Way {
        WEBSOCKET,
        SSE,
        POLLING
    }

    /// @param token given to whoever signs in
    LiveServer(String token) {
        this.token = token;
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(it -> it.get("/ws", this::socket)
                        .get("/api/stream", this::stream)
                        .get("/api/updates", this::poll)
                        .post(
                                "/api/auth/login",
                                (_, response) -> json(
                                        response, Map.of("accessToken", token, "refreshToken", "r", "expiresIn", 900))))
                .bindNow();
    }

    String uri() {
        return "http://127.0.0.1:" + server.port();
    }

    synchronized void say(String type, Map<String, ?> data) {
        var message = JSON.createObjectNode().put("id", "m-" + (log.size() + 1)).put("type", type);
        message.set("data", JSON.valueToTree(data));
        log.add(message.put("timestamp", Instant.now().toString()));
    }

    void refuse(Set<Way> ways) {
        refused = ways;
    }

    /// Whether there is what anybody may listen to.
    void know(boolean whatIsAskedFor) {
        asked.set(0);
        knows = whatIsAskedFor;
    }

    /// How often somebody asked for what is not there.
    int askedInVain() {
        return asked.get();
    }

    /// Whether WebSockets break at what they should tell, as at a message that is too long for somebody on the way.
    void breakSockets(boolean atNews) {
        breaks = atNews;
    }

    /// Whether polls that may wait are never answered.
    void hangPolls(boolean forEver) {
        hangs = forEver;
    }

    /// Whoever listens is alone from one moment to the next.
    void cut() {
        open.forEach(Connection::dispose);
    }

    /// Forgets what was said so far.
    synchronized void trim() {
        trimmed = log.size();
    }

    int listeners() {
        return open.size();
    }

    private synchronized List<ObjectNode> after(long cursor) {
        return List.copyOf(log.subList(Math.toIntExact(Math.min(cursor, log.size())), log.size()));
    }

    private synchronized long cursor(@Nullable String text) {
        return text == null || text.isEmpty() ? log.size() : Long.parseLong(text);
    }

    private Publisher<Void> socket(HttpServerRequest request, HttpServerResponse response) {
        return refused.contains(Way.WEBSOCKET)
                ? response.status(404).send()
                : response.sendWebsocket(
                        this::speakStomp,
                        WebsocketServerSpec.builder().protocols("v12.stomp").build());
    }

    private Publisher<Void> speakStomp(WebsocketInbound in, WebsocketOutbound out) {
        in.withConnection(this::noteOpen);
        var frames = Sinks.many().unicast().<String>onBackpressureBuffer();
        var listening = in.receive().asString().doOnNext(text -> {
            if (text.startsWith("CONNECT\n")) {
                frames.tryEmitNext(
                        text.contains("Authorization:Bearer " + token)
                                ? "CONNECTED\nversion:1.2\nheart-beat:10000,10000\n\n\0"
                                : "ERROR\nmessage:unauthorized\n\n\0");
            } else if (text.startsWith("SUBSCRIBE\n")) {
                var after = cursor(header(text, "after"));
                if (isNotThere()) {
                    frames.tryEmitNext("ERROR\nmessage:not-found\nstatus:404\n\n\0");
                    return;
                }
                if (after < trimmed) {
                    frames.tryEmitNext("ERROR\nmessage:gone\nstatus:410\n\n\0");
                    return;
                }
                frames.tryEmitNext("RECEIPT\nreceipt-id:" + header(text, "receipt") + "\ncursor:" + after + "\n\n\0");
                follow(after).subscribe(it -> {
                    if (breaks) {
                        cut();
                    } else {
                        frames.tryEmitNext(frame(it));
                    }
                });
            }
        });
        return Mono.when(out.sendString(frames.asFlux()).then(), listening.then())
                .onErrorComplete();
    }

    /// The heart beats now and then between the frames.
    private static String frame(List<Numbered> news) {
        var bodies = news.stream().map(it -> it.message().toString()).toList();
        var body = bodies.size() == 1 ? bodies.getFirst() : bodies.toString();
        return "\nMESSAGE\nsubscription:0\nmessage-id:x\ncursor:"
                + news.getLast().number() + "\n\n" + body + "\0";
    }

    private Publisher<Void> stream(HttpServerRequest request, HttpServerResponse response) {
        var after = cursor(request.requestHeaders().get("Last-Event-ID"));
        if (refused.contains(Way.SSE)) {
            return response.status(429).send();
        }
        if (isNotThere()) {
            return response.status(404).send();
        }
        if (after < trimmed) {
            return response.status(410).send();
        }
        request.withConnection(this::noteOpen);
        var hello = Flux.just(bytes("event: open\nid: " + after + "\ndata: {}\n\n"), bytes(":\n\n"));
        var news = follow(after)
                .flatMapIterable(it -> it)
                .map(it -> bytes("id: " + it.number() + "\ndata: " + it.message() + "\n\n"));
        return response.sse().send(Flux.concat(hello, news).onErrorComplete(), _ -> true);
    }

    private Publisher<Void> poll(HttpServerRequest request, HttpServerResponse response) {
        var query = new QueryStringDecoder(request.uri()).parameters();
        var after = cursor(query.getOrDefault("after", List.of("")).getFirst());
        if (refused.contains(Way.POLLING)) {
            return response.status(429).send();
        }
        if (isNotThere()) {
            return response.status(404).send();
        }
        if (after < trimmed) {
            return response.status(410).send();
        }
        var wait = Duration.ofSeconds(
                Long.parseLong(query.getOrDefault("wait", List.of("0")).getFirst()));
        if (hangs && wait.isPositive()) {
            return Mono.never();
        }
        return Flux.interval(Duration.ZERO, TICK)
                .take(Math.max(1, wait.dividedBy(TICK)))
                .map(_ -> after(after))
                .filter(it -> !it.isEmpty())
                .next()
                .defaultIfEmpty(List.of())
                .flatMap(it ->
                        Mono.from(json(response, Map.of("items", it, "cursor", String.valueOf(after + it.size())))));
    }

    private boolean isNotThere() {
        if (!knows) {
            asked.incrementAndGet();
        }
        return !knows;
    }

    private record Numbered(long number, ObjectNode message) {}

    private Flux<List<Numbered>> follow(long cursor) {
        var place = new long[] {cursor};
        return Flux.interval(TICK, Schedulers.single())
                .onBackpressureDrop()
                .map(_ -> {
                    var news = new ArrayList<Numbered>();
                    for (var message : after(place[0])) {
                        news.add(new Numbered(++place[0], message));
                    }
                    return List.copyOf(news);
                })
                .filter(it -> !it.isEmpty());
    }

    private void noteOpen(Connection connection) {
        open.add(connection);
        connection.onDispose(() -> open.remove(connection));
    }

    private static Publisher<Void> json(HttpServerResponse response, Map<String, ?> content) {
        return response.header("Content-Type", "application/json")
                .sendString(Mono.just(JSON.writeValueAsString(content)));
    }

    private static @Nullable String header(String frame, String name) {
        return frame.lines()
                .filter(it -> it.startsWith(name + ":"))
                .map(it -> it.substring(name.length() + 1))
                .findFirst()
                .orElse(null);
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }
}
