package dev.tradewind.web.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.testing.TestTokens;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

@OnTrial
class ProblemsTest {

    private static final int TOO_LARGE = 1_100_000;

    private final Client client;
    private final Client anonymous;

    ProblemsTest(@LocalServerPort int port) {
        this.client = new Client(port, TestTokens.customer(UUID.randomUUID(), UUID.randomUUID()));
        this.anonymous = new Client(port, null);
    }

    @Test
    void aRefusalTellsItsReasonAndWhenToComeAgain() {
        var reply = client.get("/closed", "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("7");
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.json()).isEqualTo(new JsonMapper().readTree("""
                {"type": "/problems/shop-closed", "title": "Service Unavailable", "status": 503,
                 "detail": "The shop is closed.", "instance": "/closed",
                 "traceId": "0af7651916cd43dd8448eb211c80319c"}"""));
    }

    @Test
    void aBrokenRuleNamesTheField() {
        var reply = client.post("/open/things", """
                {"name": "", "quantity": 0}""");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().get("type").asString()).isEqualTo("/problems/invalid-request");
        assertThat(reply.json()
                        .get("errors")
                        .valueStream()
                        .map(it -> it.get("field").asString()))
                .containsExactlyInAnyOrder("name", "quantity");
    }

    @Test
    void aFieldThatIsNotAcceptedIsNamedWhereverItIs() {
        var reply = client.post("/open/bare", """
                {"name": "x", "parts": [{"number": 1, "price": 2}]}""");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().get("errors").get(0).get("field").asString()).isEqualTo("parts[0].price");
        assertThat(client.post("/open/bare", "{\"name\": \"x\", \"parts\": [], \"total\": 1}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void otherwiseUnknownFieldsAreIgnored() {
        assertThat(client.post("/open/things", "{\"name\": \"x\", \"quantity\": 1, \"more\": {}}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aFaultOfOursTellsNothing() {
        var reply = client.get("/broken");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).doesNotContain("secret", "Exception", "java");
        assertThat(reply.json().get("traceId").asString()).hasSize(32);
    }

    @Test
    void whatSpringRefusesIsAProblemToo() {
        assertProblem(client.get("/nothing"), 404);
        assertProblem(client.post("/numbers", "{}"), 405);
        assertProblem(client.get("/numbers", "Accept", "image/png"), 406);
        assertProblem(
                Client.send(client.request("/open/things", "Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("x"))),
                415);
        assertProblem(client.get("/things/no-uuid"), 400);
        assertProblem(client.get("/numbers?limit=%00"), 400);
        assertProblem(client.get("/shelf/a%2e%2e%2fb"), 400);
    }

    @Test
    void aLargeBodyIsRefusedAnnouncedOrNot() {
        var large = "{\"name\": \"" + "x".repeat(TOO_LARGE) + "\"}";

        assertProblem(anonymous.post("/open/things", large), 413);
        assertProblem(
                Client.send(anonymous
                        .request("/open/things", "Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large.getBytes(UTF_8))))),
                413);
    }

    @Test
    void everyAnswerCarriesTheNameOfItsRequest() {
        assertThat(anonymous.get("/shelf/a", "X-Request-Id", "mine-1").header("X-Request-Id"))
                .isEqualTo("mine-1");
        assertThat(anonymous.get("/shelf/a", "X-Request-Id", "no good").header("X-Request-Id"))
                .hasSize(32);
        assertThat(anonymous.get("/closed").header("X-Request-Id")).hasSize(32);
    }

    @Test
    void theTraceGoesOnWhereMessagesAreWritten() {
        var traced =
                anonymous.get("/shelf/trace", "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        var untraced = anonymous.get("/shelf/trace", "traceparent", "00-zz-01");

        assertThat(traced.json().get("traceparent").asString())
                .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
                .doesNotContain("b7ad6b7169203331");
        assertThat(untraced.json().get("traceparent").asString()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    private static void assertProblem(Client.Reply reply, int status) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.json().get("status").asInt()).isEqualTo(status);
        assertThat(reply.json().get("type").asString()).startsWith("/problems/");
        assertThat(reply.body()).doesNotContain("Exception", "dev.tradewind", "org.springframework");
    }
}
