package dev.tradewind.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.testing.TestTokens;
import dev.tradewind.testing.TwoWays;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.cloud.gateway.route.RouteRefreshListener;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

class GatewayTest extends AtTheGateway {

    private static final int TOO_LARGE = 1_100_000;

    GatewayTest(@LocalServerPort int port) {
        super(port);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/auth/sessions, auth-service",
        "/api/auth/sso/providers, auth-service",
        "/api/auth/sso/demo/callback, auth-service",
        "/.well-known/openid-configuration, auth-service",
        "/api/organizations/1/members, auth-service",
        "/.well-known/jwks.json, auth-service",
        "/api/me, auth-service",
        "/api/me/addresses, auth-service",
        "/api/me/notification-preferences, notification-service",
        "/api/stores, catalog-service",
        "/api/products, catalog-service",
        "/api/products/1, catalog-service",
        "/api/products/1/reviews, catalog-service",
        "/api/categories, catalog-service",
        "/media/1.png, catalog-service",
        "/api/products/1/inventory, inventory-service",
        "/api/products/1/inventory/adjustments, inventory-service",
        "/api/warehouse/pick-lists, inventory-service",
        "/api/shipments/1, inventory-service",
        "/api/orders, order-service",
        "/api/orders/1/events, order-service",
        "/api/cart, order-service",
        "/api/analytics/sales, order-service",
        "/api/search, search-service",
        "/api/search/suggest, search-service",
        "/api/recommendations, search-service",
        "/api/ops/search/reindex, search-service",
        "/api/notifications, notification-service",
        "/api/me/notification-preferences, notification-service",
        "/api/campaigns/1/abort, notification-service",
        "/api/notification-templates/ORDER_SHIPPED/ko, notification-service",
        "/api/unsubscribe/a.b, notification-service",
        "/api/ops/deliveries, notification-service",
        "/api/stream, notification-service",
        "/api/updates, notification-service"
    })
    void everyPathHasItsService(String path, String service) {
        var everything = TestTokens.of(UUID.randomUUID(), UUID.randomUUID(), "CUSTOMER", "STAFF", "ADMIN", "OPERATOR");

        var answer = get(path, "Authorization", "Bearer " + everything);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("service").asString()).isEqualTo(service);
        assertThat(json(answer).get("path").asString()).isEqualTo(path);
    }

    @Test
    void operationsAreTheOperatorsAlone() {
        assertProblem(get("/api/ops/sagas", "Authorization", "Bearer " + customer), 403);
        assertProblem(get("/api/ops/sagas"), 401);
        assertThat(json(get("/api/ops/sagas", "Authorization", "Bearer " + TestTokens.operator()))
                        .get("service")
                        .asString())
                .isEqualTo("order-service");
    }

    /// A gateway that waits in threads would fall over with the first slow service behind it.
    @Test
    void noServletsCameWithTheTokens() {
        assertThat(ClassUtils.isPresent("org.springframework.web.servlet.DispatcherServlet", null))
                .isFalse();
        assertThat(ClassUtils.isPresent("org.apache.catalina.startup.Tomcat", null))
                .isFalse();
        assertThat(ClassUtils.isPresent("jakarta.servlet.Servlet", null)).isFalse();
    }

    /// News from Eureka may come while the context is still being made: two threads then made beans and waited for each
    /// other, one of them spinning.
    @Test
    void newsFromEurekaMakesNoRoutesAnew(@Autowired ApplicationContext context) {
        assertThat(context.getBeanNamesForType(RouteRefreshListener.class)).isEmpty();
    }

    @Test
    void shelvesAreOpenAndNothingElse() {
        assertThat(get("/api/products").statusCode()).isEqualTo(200);
        assertThat(send("POST", "/api/auth/login", BodyPublishers.ofString("{}"))
                        .statusCode())
                .isEqualTo(200);
        assertProblem(send("POST", "/api/products", BodyPublishers.ofString("{}")), 401);
        assertProblem(get("/api/orders"), 401);
        assertThat(get("/api/orders").headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"tradewind\"");
        assertProblem(get("/nothing", "Authorization", "Bearer " + customer), 404);
    }

    @Test
    void shelvesAreChangedByStaffAndReviewedByAnybodySignedIn() {
        var nothing = BodyPublishers.ofString("{}");
        var asCustomer = new String[] {"Authorization", "Bearer " + customer};

        assertProblem(send("POST", "/api/products/import", nothing, asCustomer), 403);
        assertProblem(send("PATCH", "/api/stores/1", nothing, asCustomer), 403);
        assertProblem(send("DELETE", "/api/stores/1/status", nothing, asCustomer), 403);
        assertProblem(send("POST", "/api/products/1/reviews", nothing), 401);
        assertThat(send("POST", "/api/products/1/reviews", nothing, asCustomer).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/orders", "/api/products"})
    void S7_badTokensEndHere(String path) {
        var before = timesAsked(path);

        TestTokens.attacks().forEach((attack, token) -> {
            var answer = get(path, "Authorization", "Bearer " + token);
            assertThat(answer.statusCode()).as(attack).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .as(attack)
                    .startsWith("Bearer")
                    .contains("invalid_token");
            assertProblem(answer, 401);
        });

        assertThat(SERVICES.values().stream()
                        .mapToInt(it -> it.timesAsked(path))
                        .sum())
                .isEqualTo(before);
    }

    @Test
    void forgedHeadersDoNotGetIn() {
        var headers = json(get(
                        "/api/orders",
                        "Authorization",
                        "Bearer " + customer,
                        "X-User-Id",
                        "root",
                        "x-user-roles",
                        "ADMIN",
                        "X-Forwarded-For",
                        "10.0.0.1",
                        "X-Forwarded-Host",
                        "evil.example",
                        "Forwarded",
                        "for=10.0.0.1",
                        "X-Real-IP",
                        "10.0.0.1"))
                .get("headers");

        assertThat(headers.propertyNames())
                .doesNotContain("x-user-id", "x-user-roles", "x-forwarded-host", "forwarded", "x-real-ip");
        assertThat(headers.toString()).doesNotContain("10.0.0.1", "evil.example");
        assertThat(headers.get("authorization").asString()).isEqualTo("Bearer " + customer);
    }

    @Test
    void theTraceAndTheNameOfARequestGoThrough() {
        var answer = get(
                "/api/products",
                "traceparent",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "X-Request-Id",
                "mine-1");

        var headers = json(answer).get("headers");
        assertThat(headers.get("traceparent").asString()).startsWith("00-0af7651916cd43dd8448eb211c80319c-");
        assertThat(headers.get("x-request-id").asString()).isEqualTo("mine-1");
        assertThat(answer.headers().allValues("X-Request-Id")).containsExactly("mine-1");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void whatAServiceRefusesIsHandedOnAsItIs() {
        var answer = get("/api/orders/refused", "Authorization", "Bearer " + customer);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).get("type").asString()).isEqualTo("/problems/of-mine");
    }

    @Test
    void aServiceThatIsAwayIsSaidSoAtOnce() {
        var dead = get("/api/payments", "Authorization", "Bearer " + customer);

        assertProblem(dead, 503);
        assertThat(dead.headers().firstValue("Retry-After")).contains("2");
    }

    @Test
    void aSilentServiceIsNotWaitedForForEver() {
        assertProblem(get("/api/products/silent"), 504);
    }

    @Test
    void onlyReadingIsTriedAgain() {
        var read = "/api/products/unavailable-once-read";
        var written = "/api/cart/unavailable-once-written";

        var reading = get(read);
        var writing = send("POST", written, BodyPublishers.ofString("{}"), "Authorization", "Bearer " + customer);

        assertThat(reading.statusCode()).isEqualTo(200);
        assertThat(timesAsked(read)).isEqualTo(2);
        assertThat(writing.statusCode()).isEqualTo(503);
        assertThat(timesAsked(written)).isEqualTo(1);
    }

    /// Asked again and again, a service that is too busy would have four times as much to do.
    @Test
    void whoSaysWhenToComeBackIsNotAskedAgainBefore() {
        var busy = get("/api/search/busy");

        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(busy.headers().firstValue("Retry-After")).contains("7");
        assertThat(timesAsked("/api/search/busy")).isEqualTo(1);
    }

    @Test
    void largeBodiesEndHereAnnouncedOrNot() {
        var large = new byte[TOO_LARGE];

        assertProblem(send("POST", "/api/auth/login", BodyPublishers.ofByteArray(large)), 413);
        assertProblem(
                send("POST", "/api/auth/login", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))),
                413);
        assertThat(json(send(
                                "POST",
                                "/api/auth/login",
                                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[500_000]))))
                        .get("length")
                        .asInt())
                .isEqualTo(500_000);
    }

    /// Each line is sent only after the one before has come back.
    @Test
    void anImportIsReadAndAnsweredAtOnceAndMayBeLarger() throws Exception {
        var staff = TestTokens.staff(UUID.randomUUID(), UUID.randomUUID());
        var line = "{\"title\": \"" + "x".repeat(50_000) + "\"}";
        var back = new Semaphore(0);
        var lines = IntStream.range(0, 40).mapToObj(i -> {
            awaitAnswer(back, i);
            return line;
        });

        TwoWays.post(URI.create(base).getPort(), "/api/products/import", staff, lines, _ -> back.release());

        assertThat(back.availablePermits()).isEqualTo(1);
    }

    private static void awaitAnswer(Semaphore back, int sent) {
        try {
            if (sent > 0 && !back.tryAcquire(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nothing came back after line " + sent);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void aCookieIsAsGoodAsATokenForReading() {
        var headers = json(get("/api/orders", "Cookie", "tradewind_access=" + customer + "; tradewind_refresh=r"))
                .get("headers");

        assertThat(headers.get("authorization").asString()).isEqualTo("Bearer " + customer);
        assertThat(headers.propertyNames()).doesNotContain("cookie");
        assertProblem(get("/api/orders", "Cookie", "tradewind_access=x.y.z"), 401);
    }

    @Test
    void aCookieWritesOnlyFromOurOwnPages() {
        var nothing = BodyPublishers.ofString("{}");
        var cookie = "tradewind_access=" + customer;

        assertProblem(send("POST", "/api/cart", nothing, "Cookie", cookie), 403);
        assertProblem(send("POST", "/api/cart", nothing, "Cookie", cookie, "Origin", base), 403);
        assertProblem(
                send(
                        "POST",
                        "/api/cart",
                        nothing,
                        "Cookie",
                        cookie,
                        "Origin",
                        "http://evil.example",
                        "X-Requested-With",
                        "fetch"),
                403);
        assertThat(send("POST", "/api/cart", nothing, "Cookie", cookie, "Origin", base, "X-Requested-With", "fetch")
                        .statusCode())
                .isEqualTo(200);
    }
}
