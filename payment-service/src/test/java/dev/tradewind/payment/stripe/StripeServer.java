package dev.tradewind.payment.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tradewind.payment.stripe.StripeBooks.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A real HTTP server with Stripe's manners: form-encoded requests, JSON answers, idempotency keys that replay the
/// first answer and refuse another body, and faults to order.
public final class StripeServer implements AutoCloseable {

    /// What happens to the next request that would move money: a confirmation or a refund.
    public enum Fault {
        /// Done, and the connection breaks before the answer.
        ANSWER_LOST,
        /// Done, and answered as a failure.
        DONE_AND_500,
        NOT_DONE_AND_500,
        RATE_LIMITED,
        SLOW,
        /// Done, and never answered.
        HANG,
        /// Done, and answered when somebody says so.
        HELD_BACK
    }

    private record Remembered(String path, Map<String, String> form, Answer answer) {}

    private static final JsonMapper JSON = new JsonMapper();
    private static final String KEY = "sk_test_tradewind";

    private final HttpServer http;
    private final StripeBooks books;
    private final StripeLists lists;
    private final Map<String, Remembered> remembered = new HashMap<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Map<String, Queue<Fault>> faultsOfCards = new ConcurrentHashMap<>();
    private final CountDownLatch heldBack = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> bodies = new ArrayList<>();

    public StripeServer() {
        books = new StripeBooks(Clock.systemUTC());
        lists = new StripeLists(books);
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/v1/", this::handle);
        http.start();
    }

    public static String key() {
        return KEY;
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /// The next requests that would move money meet these, one each.
    public void then(Fault... next) {
        faults.addAll(List.of(next));
    }

    /// A card whose first confirmation meets this, whatever else is going on.
    public String visaThatMeets(Fault fault) {
        var token = StripeBooks.VISA + "_" + faultsOfCards.size() + "_" + fault;
        faultsOfCards.put(token, new ConcurrentLinkedQueue<>(List.of(fault)));
        return token;
    }

    public void answerWhatIsHeldBack() {
        heldBack.countDown();
    }

    /// What is kept of the money whose intents carry this id of ours.
    public synchronized long held(String paymentId) {
        var intents = books.intents().stream()
                .filter(it -> StripeBooks.isOf(it, paymentId))
                .toList();
        return intents.stream()
                        .mapToLong(it -> StripeBooks.number(it, "amount_received"))
                        .sum()
                - books.refunds().stream()
                        .filter(refund -> intents.stream()
                                .anyMatch(it -> StripeBooks.id(it).equals(refund.get("payment_intent"))))
                        .mapToLong(it -> StripeBooks.number(it, "amount"))
                        .sum();
    }

    /// Takes money that nobody of us asked for.
    public synchronized String chargeBesideUs(long amount) {
        var form = Map.of("amount", String.valueOf(amount), "currency", "brl");
        var id = String.valueOf(books.create(form).body().get("id"));
        books.confirm(id, Map.of(StripeBooks.CARD, StripeBooks.VISA));
        return id;
    }

    /// Takes the money of an intent whose card it has declined before.
    public synchronized void chargeAfterAll(String paymentId) {
        books.intents().stream()
                .filter(it -> StripeBooks.isOf(it, paymentId))
                .forEach(it -> books.confirm(StripeBooks.id(it), Map.of(StripeBooks.CARD, StripeBooks.VISA)));
    }

    /// From now on refunds are pending until somebody finishes them.
    synchronized void takeTimeToRefund() {
        books.takeTimeToRefund();
    }

    synchronized void finishRefunds() {
        books.finishRefunds();
    }

    synchronized List<String> bodies() {
        return List.copyOf(bodies);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var path = exchange.getRequestURI().getPath();
        var movesMoney =
                exchange.getRequestMethod().equals("POST") && (path.endsWith("/confirm") || path.equals("/v1/refunds"));
        var fault = movesMoney ? fault(body) : null;
        if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, Answer.error(401, "invalid_request_error", "invalid_api_key", null));
        } else if (fault == Fault.NOT_DONE_AND_500) {
            send(exchange, Answer.error(500, "api_error", "internal", null));
        } else if (fault == Fault.RATE_LIMITED) {
            send(exchange, Answer.error(429, "invalid_request_error", "rate_limit", null));
        } else {
            var answer = answer(exchange, body);
            switch (fault) {
                case ANSWER_LOST -> {
                    // Begun, so that no client repeats it by itself.
                    exchange.sendResponseHeaders(200, 1_000);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    exchange.close();
                }
                case DONE_AND_500 -> send(exchange, Answer.error(500, "api_error", "internal", null));
                case HANG -> await(closed, 60);
                case HELD_BACK -> {
                    await(heldBack, 60);
                    send(exchange, answer);
                }
                case SLOW -> {
                    await(closed, 1);
                    send(exchange, answer);
                }
                case null, default -> send(exchange, answer);
            }
        }
    }

    private synchronized Answer answer(HttpExchange exchange, String body) {
        bodies.add(body);
        var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        var path = exchange.getRequestURI().getPath();
        if (key == null || !exchange.getRequestMethod().equals("POST")) {
            return carryOut(exchange, body);
        }
        var known = remembered.get(key);
        if (known == null) {
            known = new Remembered(path, form(body), carryOut(exchange, body));
            remembered.put(key, known);
        }
        return known.path.equals(path) && known.form.equals(form(body))
                ? known.answer
                : Answer.error(400, "idempotency_error", "idempotency_key_in_use", null);
    }

    private Answer carryOut(HttpExchange exchange, String body) {
        var parts = exchange.getRequestURI().getPath().split("/", -1);
        var query = form(exchange.getRequestURI().getRawQuery());
        var call = exchange.getRequestMethod() + " " + parts[2] + (parts.length > 4 ? " " + parts[4] : "");
        return switch (call) {
            case "POST payment_intents" -> books.create(form(body));
            case "POST payment_intents confirm" -> books.confirm(parts[3], form(body));
            case "POST payment_intents cancel" -> books.cancel(parts[3]);
            case "GET payment_intents" ->
                parts.length == 3
                        ? lists.intents(query)
                        : parts[3].equals("search") ? lists.search(query) : books.intent(parts[3]);
            case "POST refunds" -> books.refund(form(body));
            case "GET refunds" -> parts.length == 3 ? lists.refunds(query) : books.refund(parts[3]);
            default -> Answer.error(404, "invalid_request_error", "unknown_url", null);
        };
    }

    private @Nullable Fault fault(String body) {
        var ofCard = faultsOfCards.get(form(body).getOrDefault(StripeBooks.CARD, ""));
        return ofCard == null ? faults.poll() : ofCard.poll();
    }

    private static void await(CountDownLatch until, int seconds) {
        try {
            var _ = until.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        var bytes = JSON.writeValueAsBytes(answer.body());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Request-Id", "req_test");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Map<String, String> form(@Nullable String encoded) {
        var form = new HashMap<String, String>();
        for (var pair : encoded == null ? new String[0] : encoded.split("&", -1)) {
            var at = pair.indexOf('=');
            if (at > 0) {
                form.put(
                        URLDecoder.decode(pair.substring(0, at), UTF_8),
                        URLDecoder.decode(pair.substring(at + 1), UTF_8));
            }
        }
        return form;
    }

    @Override
    public void close() {
        heldBack.countDown();
        closed.countDown();
        http.stop(0);
    }
}
