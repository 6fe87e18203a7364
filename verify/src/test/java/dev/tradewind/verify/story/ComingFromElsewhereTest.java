package dev.tradewind.verify.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.verify.suite.Suite;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// People with an account elsewhere, and programs without a person.
@RunningSuite
@Order(4)
class ComingFromElsewhereTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String FORM = "application/x-www-form-urlencoded";

    private final URI gateway = Suite.required().gateway();
    private final HttpClient browser = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .followRedirects(Redirect.NORMAL)
            .build();

    @Test
    void P3_aBrowserGoesToTheProviderAndComesBackSignedIn() throws Exception {
        assumeThat(send(ask("/api/auth/sso/providers")).body())
                .as("the suite was started --with sso")
                .contains("\"demo\"");
        var name = "user-" + UUID.randomUUID();

        var first = signIn(name);
        var again = signIn(name);

        var orders = send(ask("/api/orders").header("Authorization", "Bearer " + accessToken(first)));
        assertThat(orders.statusCode()).as(orders.body()).isEqualTo(200);
        assertThat(json(orders).path("items")).isEmpty();
        assertThat(claims(accessToken(again)).path("sub"))
                .isEqualTo(claims(accessToken(first)).path("sub"));
        // The cookies are a session too.
        assertThat(send(ask("/api/orders")).statusCode()).isEqualTo(200);
    }

    @Test
    void P3_aMachineFollowsTheOrdersOfItsOrganizationAndOrdersNothing() throws Exception {
        var admin = "Bearer " + adminOfPantry();
        var clients = "/api/organizations/" + claims(admin).path("org").asString() + "/clients";
        var machine = json(send(posting(clients, """
                {"name": "A partner", "scopes": ["orders.read"]}""").header("Authorization", admin)));

        var answer = token(machine);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var bearer = "Bearer " + json(answer).path("access_token").asString();
        assertThat(statusOf(ask("/api/orders?scope=organization"), bearer)).isEqualTo(200);
        assertThat(statusOf(ask("/api/auth/sessions"), bearer)).isEqualTo(403);
        assertThat(statusOf(
                        posting("/api/orders", "{}")
                                .header("Idempotency-Key", UUID.randomUUID().toString()),
                        bearer))
                .isEqualTo(403);

        var revoking = ask(clients + "/" + machine.path("clientId").asString()).DELETE();
        assertThat(statusOf(revoking, admin)).isEqualTo(204);
        assertThat(token(machine).statusCode()).isEqualTo(401);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> statusOf(ask("/api/orders?scope=organization"), bearer) == 401);
    }

    private String adminOfPantry() throws Exception {
        return accessToken(json(send(posting("/api/auth/login", """
                {"email": "admin@pantry.demo", "password": "tradewind-demo"}"""))));
    }

    private HttpResponse<String> token(JsonNode machine) throws Exception {
        var credentials = machine.path("clientId").asString() + ":"
                + machine.path("clientSecret").asString();
        return send(ask("/oauth2/token")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)))
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=orders.read")));
    }

    /// Follows the provider's redirect back to the gateway, as a browser does.
    private JsonNode signIn(String name) throws Exception {
        var begun = send(ask("/api/auth/sso/demo/authorize"));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
        var claims = """
                {"email": "%1$s@idp.demo", "email_verified": true, "name": "%1$s"}""".formatted(name);
        var form = "username=" + name + "&claims=" + URLEncoder.encode(claims, UTF_8);
        var answer =
                send(HttpRequest.newBuilder(URI.create(json(begun).path("url").asString()))
                        .header("Content-Type", FORM)
                        .POST(BodyPublishers.ofString(form)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.uri().getAuthority()).isEqualTo(gateway.getAuthority());
        return json(answer);
    }

    private HttpRequest.Builder ask(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path)).timeout(Duration.ofSeconds(20));
    }

    private HttpRequest.Builder posting(String path, String body) {
        return ask(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    private int statusOf(HttpRequest.Builder request, String authorization) throws Exception {
        return send(request.header("Authorization", authorization)).statusCode();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private static String accessToken(JsonNode tokens) {
        return tokens.path("accessToken").asString();
    }

    private static JsonNode claims(String token) {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }
}
