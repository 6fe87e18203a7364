package dev.tradewind.auth.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.tradewind.auth.OnRealServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@OnRealServers
class SigningInTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final String KNOWN = """
            {"email": "Customer@Pantry.demo", "password": "tradewind-demo"}""";

    private final int port;
    private final JdbcClient jdbc;

    SigningInTest(@LocalServerPort int port, @Autowired JdbcClient jdbc) {
        this.port = port;
        this.jdbc = jdbc;
    }

    @Test
    void theRightPasswordGivesATokenThatAnybodyCanVerify() throws Exception {
        var answer = login(KNOWN);

        assertThat(answer.statusCode()).isEqualTo(200);
        var tokens = json(answer);
        assertThat(tokens.get("tokenType").asString()).isEqualTo("Bearer");
        assertThat(tokens.get("expiresIn").asInt()).isEqualTo(900);
        var token = SignedJWT.parse(tokens.get("accessToken").asString());
        var keys = JWKSet.parse(get("/.well-known/jwks.json").body());
        assertThat(keys.containsNonPublicKeys()).isFalse();
        var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
        assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
        var claims = token.getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("01900000-0000-7000-8000-000000000101");
        assertThat(claims.getIssuer()).isEqualTo("http://127.0.0.1:8080");
        assertThat(claims.getAudience()).containsExactly("tradewind");
        assertThat(claims.getStringClaim("org")).isEqualTo("01900000-0000-7000-8000-000000000001");
        assertThat(claims.getStringClaim("email")).isEqualTo("customer@pantry.demo");
        assertThat(claims.getStringListClaim("roles")).containsExactly("CUSTOMER");
        assertThat(claims.getStringClaim("sid")).hasSize(36);
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void theOperatorBelongsToNoOrganization() throws Exception {
        var answer = login("""
                {"email": "operator@tradewind.demo", "password": "tradewind-demo"}""");

        var claims = SignedJWT.parse(json(answer).get("accessToken").asString()).getJWTClaimsSet();
        assertThat(claims.getClaims()).doesNotContainKey("org");
        assertThat(claims.getStringListClaim("roles")).containsExactly("OPERATOR");
    }

    @Test
    void whoIsUnknownLearnsNoMoreThanWhoIsWrong() {
        var wrong = login(KNOWN.replace("tradewind-demo", "guess"));
        var unknown = login(KNOWN.replace("Customer", "nobody"));

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(withoutTrace(unknown)).isEqualTo(withoutTrace(wrong));
        assertThat(json(wrong).get("type").asString()).isEqualTo("/problems/wrong-credentials");
        assertThat(wrong.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void browsersGetCookiesThatNoScriptCanRead() {
        var cookies = login(KNOWN).headers().allValues("Set-Cookie");

        assertThat(cookies).hasSize(2).allSatisfy(it -> assertThat(it).contains("HttpOnly", "SameSite=Lax", "Path=/"));
    }

    @Test
    void ofARefreshTokenOnlyTheDigestIsKept() throws Exception {
        var token = json(login(KNOWN)).get("refreshToken").asString();

        var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        assertThat(jdbc.sql("select count(*) from sessions where refresh_digest = :digest")
                        .param("digest", digest)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"email\": \"customer@pantry.demo\"}",
                "{\"email\": \"customer@pantry.demo\", \"password\": null}",
                "{\"email\": \"customer@pantry.demo\", \"password\": 5}",
                "{\"email\": [\"customer@pantry.demo\"], \"password\": \"x\"}",
                "{\"email\": \"a\\u0000\", \"password\": \"x\"}",
                "{\"email\": \"' or 1=1 --\", \"password\": \"x\"}"
            })
    void badCredentialsAreRefusedAndNeverOurFault(String body) {
        assertThat(login(body).statusCode()).isBetween(400, 422);
    }

    @Test
    void endlessPasswordsAreNotHashed() {
        var answer = login(KNOWN.replace("tradewind-demo", "x".repeat(100_000)));

        assertThat(answer.statusCode()).isEqualTo(422);
    }

    @Test
    void theKeysMayBeRememberedForAWhileButNotForLong() {
        assertThat(get("/.well-known/jwks.json").headers().firstValue("Cache-Control"))
                .hasValue("max-age=300, public");
    }

    @Test
    void theConfigurationPointsToTheKeys() {
        var configuration = json(get("/.well-known/openid-configuration"));

        assertThat(configuration.get("jwks_uri").asString()).isEqualTo("http://127.0.0.1:8080/.well-known/jwks.json");
    }

    @Test
    void passwordsAreKeptAsArgon2id() {
        assertThat(jdbc.sql("select password_hash from accounts")
                        .query(String.class)
                        .list())
                .allSatisfy(it -> assertThat(it).startsWith("{argon2}$argon2id$"));
    }

    private HttpResponse<String> login(String body) {
        return send(HttpRequest.newBuilder(uri("/api/auth/login"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static List<String> withoutTrace(HttpResponse<String> response) {
        return json(response)
                .propertyStream()
                .filter(it -> !it.getKey().equals("traceId"))
                .map(Object::toString)
                .toList();
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
