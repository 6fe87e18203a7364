package dev.tradewind.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.testing.TestTokens;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

class EntranceTest extends AtTheGateway {

    private static final int TOO_LONG_FOR_A_LINE = 9_000;
    private static final int TOO_LONG_FOR_HEADERS = 20_000;

    private final String staff = TestTokens.staff(UUID.randomUUID(), UUID.randomUUID());

    EntranceTest(@LocalServerPort int port) {
        super(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/orders/%2e%2e%2f1",
                "/api/orders/..%2f1",
                "/api/orders/%252e%252e%252f1",
                "/api/orders/;x=1",
                "/api/orders/%00",
                "/api/orders/%0d%0aX-Evil:1",
                "/api/orders/%zz",
                "/api/orders/%",
                "/api/orders/a\\..\\b",
                "/api/orders/{id}",
                "/api/orders/<b>",
                "//evil.example/api/orders",
                "/api/orders/a|b",
                "/api/products?q=%zz"
            })
    void addressesThatTrickAreRefusedAsProblems(String target) {
        var answer = RawRequest.send(base, "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("application/problem+json", "\"status\":400", "traceId");
    }

    @Test
    void whatIsNoHttpOrTooLongIsRefusedAsAProblem() {
        assertUnreadable(400, "NONSENSE\r\n\r\n");
        assertUnreadable(400, "GET / HTTP/1.1\r\nHost: x\r\nBad Header: x\r\n\r\n");
        assertUnreadable(414, "GET /" + "a".repeat(TOO_LONG_FOR_A_LINE) + " HTTP/1.1\r\nHost: x\r\n\r\n");
        assertUnreadable(431, "GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(TOO_LONG_FOR_HEADERS) + "\r\n\r\n");
        // Two lengths are how a second request is smuggled past a gate.
        assertUnreadable(
                400,
                "POST /api/cart HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcGET / HTTP/1.1\r\n\r\n");
    }

    private void assertUnreadable(int status, String text) {
        var answer = RawRequest.send(base, text);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).contains("application/problem+json", "\"status\":" + status);
    }

    /// The door asks for the role; what the role may do with whose things, the service decides.
    @ParameterizedTest
    @CsvSource({
        "POST, /api/products, 403, 200, 403",
        "PATCH, /api/products/1, 403, 200, 403",
        "PUT, /api/products/1/inventory, 403, 200, 403",
        "POST, /api/products/1/inventory/adjustments, 403, 200, 403",
        "POST, /api/products/1/reviews, 200, 200, 200",
        "PUT, /api/stores/1/status, 403, 200, 403",
        "POST, /api/storage/upload, 403, 200, 403",
        "GET, /api/warehouse/pick-lists, 403, 200, 403",
        "PUT, /api/orders/1/status, 403, 200, 403",
        "POST, /api/orders/1/refunds, 403, 200, 403",
        "POST, /api/orders/1/cancel, 200, 200, 200",
        "GET, /api/analytics/sales, 403, 200, 403",
        "POST, /api/announcements, 403, 403, 200",
        "POST, /api/campaigns, 403, 403, 200",
        "PUT, /api/notification-templates/ORDER_SHIPPED/ko, 403, 403, 200",
        "GET, /api/ops/deliveries, 403, 403, 200",
        "GET, /api/organizations/1/members, 403, 403, 200",
        "POST, /api/organizations/1/clients, 403, 403, 200",
        "GET, /api/ops/sagas, 403, 403, 200",
        "POST, /api/ops/dead-letters/1/replay, 403, 403, 200"
    })
    void S15_theDoorAsksForTheRole(String method, String path, int asCustomer, int asStaff, int asOperator) {
        assertThat(ask(method, path, customer).statusCode()).isEqualTo(asCustomer);
        assertThat(ask(method, path, staff).statusCode()).isEqualTo(asStaff);
        assertThat(ask(method, path, TestTokens.operator()).statusCode()).isEqualTo(asOperator);
        assertProblem(send(method, path, BodyPublishers.ofString("{}")), 401);
    }

    private HttpResponse<String> ask(String method, String path, String token) {
        return send(method, path, BodyPublishers.ofString("{}"), "Authorization", "Bearer " + token);
    }

    /// Mail programs post it for people, and bring nothing but the link.
    @Test
    void F11_aLinkInAMailNeedsNoToken() {
        assertThat(get("/api/unsubscribe/a.b").statusCode()).isEqualTo(200);
        assertThat(send("POST", "/api/unsubscribe/a.b", BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                        .statusCode())
                .isEqualTo(200);
        assertProblem(send("DELETE", "/api/unsubscribe/a.b", BodyPublishers.noBody()), 401);
    }

    /// The page behind the link is a plain form, and whoever reads mail may be signed in, or have been once.
    @Test
    void F11_aCookieIsNoHindranceToWhoUnsubscribes() {
        var form = BodyPublishers.ofString("");
        var mine = "tradewind_access=" + customer;

        assertThat(get("/api/unsubscribe/a.b", "Cookie", "tradewind_access=x.y.z")
                        .statusCode())
                .isEqualTo(200);
        var posted = send("POST", "/api/unsubscribe/a.b", form, "Cookie", mine, "Origin", base);
        assertThat(posted.statusCode()).isEqualTo(200);
        assertThat(json(posted).get("path").asString()).isEqualTo("/api/unsubscribe/a.b");
    }

    @Test
    void S15_machinesBringTheirSecretInsteadOfAToken() {
        var answer = send("POST", "/oauth2/token", BodyPublishers.ofString("grant_type=client_credentials"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("service").asString()).isEqualTo("auth-service");
    }

    /// A signature is over the bytes as they were sent.
    @Test
    void F2_whoCallsWithASignatureIsHeardByteForByteWithoutATokenOrAnOrigin() {
        var body = "{ \"id\" : \"evt_1\",\r\n\t\"name\":\"\u00fcn\u00ef \\u0000\", \"n\": 1.0 }\n";

        var answer = send(
                "POST",
                "/api/webhooks/carriers/anybody",
                BodyPublishers.ofString(body),
                "Content-Type",
                "application/json; charset=utf-8",
                "Stripe-Signature",
                "t=1,v1=ab");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("sha256").asString()).isEqualTo(Upstream.sha256(body.getBytes(UTF_8)));
        assertThat(json(answer).get("headers").get("stripe-signature").asString())
                .isEqualTo("t=1,v1=ab");
    }

    @Test
    void answersSayWhatABrowserMustNotDoWithThem() {
        for (var answer : new HttpResponse<?>[] {get("/api/products"), get("/api/orders")}) {
            var headers = answer.headers();
            assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(headers.allValues("X-Frame-Options")).containsExactly("DENY");
            assertThat(headers.allValues("Referrer-Policy")).containsExactly("no-referrer");
            assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "frame-ancestors 'none'");
            // Only over TLS, or a browser would refuse the local suite for two years.
            assertThat(headers.firstValue("Strict-Transport-Security")).isEmpty();
        }
    }

    @Test
    void onlyListedPagesOfOtherOriginsMayUseTheInterface() {
        var listed = get("/api/products", "Origin", "https://shop.example");
        var other = get("/api/products", "Origin", "https://evil.example");
        var preflight = send(
                "OPTIONS",
                "/api/orders",
                BodyPublishers.noBody(),
                "Origin",
                "https://shop.example",
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "idempotency-key");

        assertThat(listed.headers().firstValue("Access-Control-Allow-Origin")).contains("https://shop.example");
        assertThat(listed.headers().firstValue("Access-Control-Allow-Credentials"))
                .contains("true");
        assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Methods")
                        .orElseThrow())
                .contains("POST");
    }

    @Test
    void S15_aCookieAlsoEndsASessionButNotFromForeignPages() {
        var cookie = "tradewind_access=" + customer + "; tradewind_refresh=r";
        var nothing = BodyPublishers.noBody();

        var own = send(
                "POST", "/api/auth/logout", nothing, "Cookie", cookie, "Origin", base, "X-Requested-With", "fetch");

        assertThat(json(own).get("headers").get("authorization").asString()).isEqualTo("Bearer " + customer);
        assertThat(json(own).get("headers").get("cookie").asString()).contains("tradewind_refresh=r");
        assertProblem(send("POST", "/api/auth/logout", nothing, "Cookie", cookie), 403);
    }

    @Test
    void theSocketSaysWhereARequestComesFromUnlessAProxyIsTrusted() throws Exception {
        var forged = json(get("/api/products", "X-Forwarded-For", "203.0.113.7"));
        var through = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName(TRUSTED_PROXY))
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(base + "/api/products"))
                                .header("X-Forwarded-For", "198.51.100.1, 203.0.113.7, " + TRUSTED_PROXY)
                                .header("X-Forwarded-Proto", "https")
                                .build(),
                        BodyHandlers.ofString());

        assertThat(forged.get("headers").get("x-forwarded-for").asString()).isEqualTo("127.0.0.1");
        assertThat(json(through).get("headers").get("x-forwarded-for").asString())
                .isEqualTo("203.0.113.7");
        assertThat(through.headers().firstValue("Strict-Transport-Security")).isPresent();
    }
}
