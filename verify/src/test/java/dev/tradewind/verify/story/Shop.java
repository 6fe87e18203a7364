package dev.tradewind.verify.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.verify.suite.Answer;
import dev.tradewind.verify.suite.Api;
import dev.tradewind.verify.suite.Database;
import dev.tradewind.verify.suite.Demo;
import dev.tradewind.verify.suite.Suite;
import dev.tradewind.verify.suite.Unreachable;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// The language the stories are told in. It hides HTTP, tokens and waiting.
public final class Shop {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long RETRY = TimeUnit.MILLISECONDS.toNanos(300);
    private static final Supplier<Shop> ONE = shop();

    private final Suite suite;
    private final Api api;

    private Shop(Suite suite) {
        this.suite = suite;
        this.api = new Api(suite);
    }

    /// One for all stories, so that each account logs in once.
    public static Shop open() {
        return ONE.get();
    }

    private static Supplier<Shop> shop() {
        var opened = Suite.given().map(Shop::new);
        return opened::orElseThrow;
    }

    public Suite suite() {
        return suite;
    }

    public Api api() {
        return api;
    }

    public Database database(String service) {
        return suite.database(service);
    }

    /// A product by its SKU, as the organisation's customer sees it.
    public Product product(String organization, String sku) {
        var items = api.fetch("/api/products?limit=100&sku=" + sku, api.token(Demo.customer(organization)))
                .expect(200)
                .json()
                .path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(it -> it.path("sku").asString().equals(sku))
                .findFirst()
                .map(it -> product(organization, it))
                .orElseThrow(() -> new IllegalStateException("No product " + sku + " in " + organization));
    }

    /// One of the ordinary products; each number is another one.
    public Product product(String organization, int number) {
        var items = api.fetch("/api/products?limit=40", api.token(Demo.customer(organization)))
                .expect(200)
                .json()
                .path("items");
        var ordinary = StreamSupport.stream(items.spliterator(), false)
                .filter(it -> !it.path("sku").asString().equals("LAST-ONE"))
                .filter(it -> !it.path("sku").asString().startsWith("FLASH"))
                .toList();
        return product(organization, ordinary.get(number % ordinary.size()));
    }

    private static Product product(String organization, JsonNode json) {
        return new Product(
                organization,
                UUID.fromString(json.path("id").asString()),
                json.path("sku").asString(),
                json.path("title").asString(),
                json.path("price").path("amount").asLong());
    }

    public Stock stock(Product product) {
        var json = api.fetch(
                        "/api/products/" + product.id() + "/inventory",
                        api.token(Demo.customer(product.organization())))
                .expect(200)
                .json();
        return new Stock(
                json.path("onHand").asLong(),
                json.path("reserved").asLong(),
                json.path("available").asLong());
    }

    public void stockUp(Product product, long onHand) {
        api.put(
                        "/api/products/" + product.id() + "/inventory",
                        api.token(Demo.admin(product.organization())),
                        Api.write(Map.of("onHand", onHand)))
                .expect(200);
    }

    /// An order of one product, paid with a card that works unless it is told otherwise.
    public Wish wish(Product product, int quantity) {
        return new Wish(product, quantity);
    }

    /// What a customer is about to order.
    public final class Wish {

        private final Product product;
        private final int quantity;

        private String customer;
        private String cardToken = "tok_visa";
        private String key = UUID.randomUUID().toString();

        private Wish(Product product, int quantity) {
            this.product = product;
            this.quantity = quantity;
            this.customer = Demo.customer(product.organization());
        }

        public Wish payingWith(String token) {
            cardToken = token;
            return this;
        }

        public Wish by(String email) {
            customer = email;
            return this;
        }

        public Wish withKey(String idempotencyKey) {
            key = idempotencyKey;
            return this;
        }

        public String body() {
            return Api.write(Map.of(
                    "items", List.of(Map.of("productId", product.id().toString(), "quantity", quantity)),
                    "payment", Map.of("method", "CARD", "cardToken", cardToken)));
        }

        public Answer post() {
            return post(Map.of());
        }

        /// Whatever the answer is.
        public Answer post(Map<String, String> moreHeaders) {
            var headers = new HashMap<>(moreHeaders);
            headers.put("Idempotency-Key", key);
            return api.post("/api/orders", api.token(customer), body(), headers);
        }

        public Order place() {
            return order(post().expect(201));
        }

        Order order(Answer answer) {
            return new Order(UUID.fromString(answer.text("id")), customer, product);
        }
    }

    /// Tries with one key until it is answered with an order, as a client with a bad line would.
    public Order persistently(Wish wish) {
        var until = System.nanoTime() + PATIENCE.multipliedBy(2).toNanos();
        while (true) {
            var problem = "";
            try {
                var answer = wish.post();
                if (answer.status() == 201) {
                    return wish.order(answer);
                }
                problem = answer.status() + " " + answer.body();
                assertThat(answer.status()).as(problem).isIn(401, 409, 429, 502, 503, 504);
            } catch (Unreachable | IllegalStateException noAnswer) {
                problem = noAnswer.toString();
            }
            assertThat(System.nanoTime()).as("patience, after %s", problem).isLessThan(until);
            LockSupport.parkNanos(RETRY);
        }
    }

    public JsonNode show(Order order) {
        return api.fetch("/api/orders/" + order.id(), api.token(order.customer()))
                .expect(200)
                .json();
    }

    public String status(Order order) {
        return show(order).path("status").asString();
    }

    /// Waits for the end of an order and tells which it is.
    public JsonNode settled(Order order) {
        return await("the end of order " + order.id())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsMatching(it -> it instanceof IllegalStateException || it instanceof Unreachable)
                .until(() -> show(order), it -> !it.path("status").asString().equals("PENDING"));
    }

    public JsonNode eventually(Order order, String status) {
        var end = settled(order);
        assertThat(end.path("status").asString()).as("status of %s", end).isEqualTo(status);
        return end;
    }

    public void eventually(String what, Runnable assertion) {
        await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(assertion::run);
    }

    /// The types of an order's history, oldest first.
    public List<String> history(Order order) {
        return items("/api/orders/" + order.id() + "/events", order.customer())
                .map(it -> it.path("type").asString())
                .toList();
    }

    /// What payment-service knows about an order's money, if it was ever asked for any.
    public Optional<JsonNode> paymentOf(Order order) {
        var answer = api.fetch("/api/payments?orderId=" + order.id(), api.token(order.customer()));
        if (answer.status() == 404) {
            return Optional.empty();
        }
        var json = answer.expect(200).json();
        return Optional.of(
                json.path("items").isMissingNode() ? json : json.path("items").path(0));
    }

    /// What the provider's own books say about an order.
    public Ledger ledger(Order order) {
        try (var payment = database("payment")) {
            var row = payment.rows("""
                    select count(*) as charges,
                           coalesce(sum(c.amount), 0)::bigint as taken,
                           coalesce(sum((select sum(amount) from provider_refund r
                                          where r.charge_reference = c.reference)), 0)::bigint as given_back
                      from provider_charge c
                      join payment p on p.id = c.idempotency_key
                     where p.order_id = ? and c.status = 'CHARGED'
                    """, order.id()).getFirst();
            return new Ledger(row.number("charges"), row.number("taken"), row.number("given_back"));
        }
    }

    /// The status of an order in its customer's list.
    public List<String> listed(Order order) {
        return items("/api/orders?limit=100", order.customer())
                .filter(it -> it.path("id").asString().equals(order.id().toString()))
                .map(it -> it.path("status").asString())
                .toList();
    }

    public List<JsonNode> notifications(String email) {
        return items("/api/notifications?limit=100", email).toList();
    }

    public boolean found(Product product) {
        var query = URLEncoder.encode(product.title(), UTF_8);
        return items("/api/search?limit=100&q=" + query, Demo.customer(product.organization()))
                .anyMatch(it -> it.path("id").asString().equals(product.id().toString()));
    }

    private Stream<JsonNode> items(String path, String email) {
        var json = api.fetch(path, api.token(email)).expect(200).json();
        return StreamSupport.stream((json.isArray() ? json : json.path("items")).spliterator(), false);
    }

    public Answer saga(Order order) {
        return api.fetch("/api/ops/sagas/" + order.id(), api.token(Demo.OPERATOR));
    }

    /// @param price of one, in minor units
    public record Product(String organization, UUID id, String sku, String title, long price) {}

    public record Stock(long onHand, long reserved, long available) {}

    /// @param charges how often the provider took money
    /// @param taken how much in all, in minor units
    /// @param givenBack how much of it went back
    public record Ledger(long charges, long taken, long givenBack) {

        public static final Ledger EMPTY = new Ledger(0, 0, 0);
    }

    public record Order(UUID id, String customer, Product product) {}
}
