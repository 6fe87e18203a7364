package dev.tradewind.auth.machines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.tradewind.auth.Client;
import dev.tradewind.auth.Client.Answer;
import dev.tradewind.auth.Ear;
import dev.tradewind.auth.OnRealServers;
import dev.tradewind.auth.sealing.Secrets;
import dev.tradewind.contracts.AccountEvent.SessionRevoked;
import dev.tradewind.messaging.Ids;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@OnRealServers
class MachineClientsTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CLIENTS = "/api/organizations/" + Client.PANTRY + "/clients";
    private static final String WISH = """
        {"name": "Warehouse of a partner", "scopes": ["orders.read"]}""";

    private static String admin = "";

    private final int port;
    private final Client client;
    private final JdbcClient jdbc;
    private final Ear ear;

    MachineClientsTest(
            @LocalServerPort int port, @Autowired Client client, @Autowired JdbcClient jdbc, @Autowired Ear ear) {
        this.port = port;
        this.client = client;
        this.jdbc = jdbc;
        this.ear = ear;
    }

    @BeforeEach
    void anAdminSignsIn() {
        if (admin.isEmpty()) {
            admin = tokenOf(Client.PANTRY, "ADMIN");
        }
    }

    @Test
    void P3_aMachineGetsATokenThatAllBelieveAndThatHoldsItsScopeAlone() throws Exception {
        var machine = admitted();

        var answer = token(id(machine), secret(machine), "grant_type=client_credentials&scope=orders.read");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var json = JSON.readTree(answer.body());
        assertThat(json.get("token_type").asString()).isEqualTo("Bearer");
        assertThat(json.get("expires_in").asInt()).isBetween(890, 900);
        assertThat(json.get("scope").asString()).isEqualTo("orders.read");
        assertThat(json.has("refresh_token")).isFalse();
        var token = SignedJWT.parse(json.get("access_token").asString());
        var keys = JWKSet.parse(client.send("GET", "/.well-known/jwks.json", null, null)
                .response()
                .body());
        var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
        assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        var claims = token.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("http://127.0.0.1:8080");
        assertThat(claims.getAudience()).containsExactly("tradewind");
        assertThat(claims.getSubject()).isEqualTo(id(machine));
        assertThat(claims.getStringClaim("org")).isEqualTo(Client.PANTRY.toString());
        assertThat(claims.getStringClaim("scope")).isEqualTo("orders.read");
        assertThat(claims.getStringListClaim("roles")).isEmpty();
        assertThat(claims.getClaims()).doesNotContainKey("email");
    }

    @Test
    void P3_theConfigurationTellsMachinesWhereToAskForWhat() {
        var configuration = client.send("GET", "/.well-known/openid-configuration", null, null)
                .json();

        assertThat(configuration.get("token_endpoint").asString()).isEqualTo("http://127.0.0.1:8080/oauth2/token");
        assertThat(configuration.get("scopes_supported").toString()).isEqualTo("[\"orders.read\"]");
    }

    @Test
    void P3_ofASecretOnlyTheDigestIsKeptAndItIsShownOnce() {
        var machine = admitted();

        assertThat(secret(machine)).hasSize(43);
        assertThat(jdbc.sql("select secret_digest from machine_clients where id = :id")
                        .param("id", UUID.fromString(id(machine)))
                        .query((row, _) -> row.getBytes(1))
                        .single())
                .isEqualTo(Secrets.digest(secret(machine)));
        var listed = client.get(CLIENTS + "?limit=100", admin);
        assertThat(listed.json().get("items").findValuesAsString("clientId")).contains(id(machine));
        assertThat(listed.response().body()).doesNotContain(secret(machine)).doesNotContain("ecret");
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=client_credentials, invalid_scope",
        "grant_type=client_credentials&scope=orders.write, invalid_scope",
        "grant_type=client_credentials&scope=orders.read%20openid, invalid_scope",
        "grant_type=authorization_code&code=x&redirect_uri=http://127.0.0.1, invalid_grant",
        "grant_type=refresh_token&refresh_token=x, unsupported_grant_type",
        "grant_type=password&username=a&password=b, unsupported_grant_type",
        "scope=orders.read, invalid_request"
    })
    void P3_nothingElseIsGranted(String form, String error) {
        var machine = admitted();

        var answer = token(id(machine), secret(machine), form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).get("error").asString()).isEqualTo(error);
    }

    @Test
    void P3_whoHasNotTheSecretGetsNothing() {
        var machine = admitted();
        var form = "grant_type=client_credentials&scope=orders.read";

        for (var answer : List.of(
                token(id(machine), "wrong", form),
                token(UUID.randomUUID().toString(), secret(machine), form),
                token("no-uuid", secret(machine), form),
                post(form),
                post(form + "&client_id=" + id(machine) + "&client_secret=" + secret(machine)))) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
            assertThat(answer.body()).doesNotContain("access_token");
        }
        assertThat(token(id(machine), "", form).statusCode()).isEqualTo(400);
    }

    @Test
    void P3_aMachineCannotDoWhatPeopleDo() {
        var machine = admitted();
        var answer = token(id(machine), secret(machine), "grant_type=client_credentials&scope=orders.read");
        var token = JSON.readTree(answer.body()).get("access_token").asString();

        assertThat(client.get("/api/auth/sessions", token).status()).isEqualTo(403);
        assertThat(client.get(CLIENTS, token).status()).isEqualTo(403);
        assertThat(client.send("POST", CLIENTS, token, WISH).status()).isEqualTo(403);
    }

    @Test
    void P3_aRevokedMachineGetsNoTokenAndEverybodyHearsOfIt() {
        var machine = admitted();

        assertThat(client.send("DELETE", CLIENTS + "/" + id(machine), admin, null)
                        .status())
                .isEqualTo(204);
        assertThat(token(id(machine), secret(machine), "grant_type=client_credentials&scope=orders.read")
                        .statusCode())
                .isEqualTo(401);
        assertThat(client.get(CLIENTS + "?limit=100", admin).response().body()).doesNotContain(id(machine));
        assertThat(client.send("DELETE", CLIENTS + "/" + id(machine), admin, null)
                        .status())
                .isEqualTo(404);
        assertThat(ear.await(UUID.fromString(id(machine)), SessionRevoked.class, 1))
                .extracting(SessionRevoked::sessionId, SessionRevoked::reason)
                .containsExactly(tuple(UUID.fromString(id(machine)), "client-revoked"));
    }

    @Test
    void P7_anAdminOfAnotherOrganizationFindsNoSuchOrganization() {
        var machine = admitted();
        var elsewhere = organization();
        var foreign = tokenOf(elsewhere, "ADMIN");

        assertThat(client.get(CLIENTS, foreign).status()).isEqualTo(404);
        assertThat(client.send("POST", CLIENTS, foreign, WISH).status()).isEqualTo(404);
        assertThat(client.send("DELETE", CLIENTS + "/" + id(machine), foreign, null)
                        .status())
                .isEqualTo(404);
        var own = "/api/organizations/" + elsewhere + "/clients/";
        assertThat(client.send("DELETE", own + id(machine), foreign, null).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUSTOMER", "STAFF"})
    void P7_whoIsNoAdminLetsNoMachineIn(String role) {
        var token = tokenOf(Client.PANTRY, role);

        assertThat(client.get(CLIENTS, token).status()).isEqualTo(403);
        assertThat(client.send("POST", CLIENTS, token, WISH).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"x\"}",
                "{\"name\": \"x\", \"scopes\": []}",
                "{\"name\": \" \", \"scopes\": [\"orders.read\"]}",
                "{\"name\": \"x\", \"scopes\": [\"everything\"]}",
                "{\"name\": \"x\", \"scopes\": [null]}"
            })
    void P3_aSenselessWishIsRefused(String wish) {
        assertThat(client.send("POST", CLIENTS, admin, wish).status()).isEqualTo(422);
    }

    private JsonNode admitted() {
        Answer answer = client.send("POST", CLIENTS, admin, WISH);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.json();
    }

    private UUID organization() {
        var id = Ids.next();
        jdbc.sql("insert into organizations (id, slug, name) values (:id, :slug, 'Elsewhere')")
                .param("id", id)
                .param("slug", "elsewhere-" + id)
                .update();
        return id;
    }

    private String tokenOf(UUID organization, String role) {
        return client.login(client.newcomer(organization, role)).text("accessToken");
    }

    private static String id(JsonNode machine) {
        return machine.get("clientId").asString();
    }

    private static String secret(JsonNode machine) {
        return machine.get("clientSecret").asString();
    }

    private HttpResponse<String> token(String id, String secret, String form) {
        var credentials = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8));
        return post(form, "Authorization", "Basic " + credentials);
    }

    private HttpResponse<String> post(String form, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }
}
