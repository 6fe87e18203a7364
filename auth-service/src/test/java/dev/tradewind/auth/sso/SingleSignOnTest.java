package dev.tradewind.auth.sso;

import static dev.tradewind.auth.sso.Browser.json;
import static dev.tradewind.auth.sso.Browser.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.tradewind.auth.Ear;
import dev.tradewind.auth.OnRealServers;
import dev.tradewind.contracts.AccountEvent.AccountRegistered;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealServers
class SingleSignOnTest {

    private final int port;
    private final JdbcClient jdbc;
    private final Ear ear;
    private final Browser browser;
    private final String username = "user-" + UUID.randomUUID();

    SingleSignOnTest(@LocalServerPort int port, @Autowired JdbcClient jdbc, @Autowired Ear ear) {
        this.port = port;
        this.jdbc = jdbc;
        this.ear = ear;
        this.browser = new Browser(port);
    }

    @Test
    void P3_theProvidersAreListedAlsoThoseThatAreAway() {
        var answer = browser.get("/api/auth/sso/providers");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("items").findValuesAsString("name"))
                .containsExactly("away", "crooked", "demo", "impostor", "staffed");
        assertThat(answer.body()).contains("Provider demo").doesNotContain("a secret");
    }

    @Test
    void P3_theProviderIsToldDigestsAndTheBrowserKeepsASealedSecret() {
        var page = browser.begin("demo");

        assertThat(page.toString()).startsWith(RunningIdp.issuer() + "/authorize?");
        assertThat(parameter(page, "response_type")).isEqualTo("code");
        assertThat(parameter(page, "code_challenge_method")).isEqualTo("S256");
        assertThat(parameter(page, "code_challenge")).hasSize(43);
        assertThat(parameter(page, "state")).hasSizeGreaterThan(40);
        assertThat(parameter(page, "nonce")).hasSizeGreaterThan(40);
        assertThat(parameter(page, "redirect_uri")).contains("/api/auth/sso/demo/callback");
        var cookie = new Browser(port)
                .get("/api/auth/sso/demo/authorize")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        assertThat(cookie).contains("tradewind_sso=", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=600");
    }

    @Test
    void P3_whoComesForTheFirstTimeGetsAnAccountAndTheTokensOfALogin() {
        var answer = signIn("demo", verified(username));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).propertyNames())
                .containsExactlyInAnyOrder("accessToken", "tokenType", "expiresIn", "refreshToken");
        var claims = claims(answer);
        assertThat(claims.getClaims())
                .containsEntry("email", username + "@idp.demo")
                .doesNotContainKey("org");
        assertThat(claims.getClaims().get("roles")).hasToString("[CUSTOMER]");
        assertThat(browser.cookies()).containsOnlyKeys("tradewind_access", "tradewind_refresh");
        assertThat(jdbc.sql("select issuer || ' ' || provider from account_identities where account_id = :id")
                        .param("id", UUID.fromString(claims.getSubject()))
                        .query(String.class)
                        .list())
                .containsExactly(RunningIdp.issuer() + " demo");
    }

    @Test
    void P3_othersHearOfTheNewAccountWithoutNameOrAddress() {
        var id = UUID.fromString(claims(signIn("demo", verified(username))).getSubject());

        assertThat(ear.await(id, AccountRegistered.class, 1))
                .extracting(AccountRegistered::roles)
                .containsExactly(List.of("CUSTOMER"));
    }

    @Test
    void P3_whoComesAgainGetsTheSameAccountWhateverTheAddressIsNow() {
        var first = claims(signIn("demo", verified(username)));
        var second = claims(signIn("demo", verified("moved-" + username)));

        assertThat(second.getSubject()).isEqualTo(first.getSubject());
        assertThat(second.getClaims().get("email")).isEqualTo(first.getClaims().get("email"));
        assertThat(second.getClaims().get("sid")).isNotEqualTo(first.getClaims().get("sid"));
    }

    @Test
    void P3_theConfigurationSaysToWhichOrganizationSomebodyBelongs() {
        var claims = claims(signIn("staffed", verified(username)));

        assertThat(claims.getClaims()).containsEntry("org", IdentityProviders.SHOP);
        assertThat(claims.getClaims().get("roles")).hasToString("[CUSTOMER]");
    }

    @Test
    void P3_anAnswerToAnotherQuestionIsRefused() {
        var answer = browser.logIn(browser.begin("demo"), username, verified(username));
        browser.begin("demo");

        assertRefused(browser.get(answer), 400, "sso-not-begun");
        assertRefused(browser.get("/api/auth/sso/demo/callback?code=x"), 400, "sso-not-begun");
    }

    @Test
    void P3_anAnswerForAnotherProviderIsRefused() {
        var answer = browser.logIn(browser.begin("demo"), username, verified(username));

        assertRefused(browser.get(answer.replace("/demo/", "/staffed/")), 400, "sso-not-begun");
    }

    @Test
    void P3_anAnswerIsGoodOnce() {
        var answer = browser.logIn(browser.begin("demo"), username, verified(username));
        var copied = new Browser(port);
        copied.cookies().putAll(browser.cookies());
        assertThat(browser.get(answer).statusCode()).isEqualTo(200);

        assertRefused(copied.get(answer), 400, "sso-already-used");
        assertRefused(browser.get(answer), 400, "sso-not-begun");
    }

    @Test
    void P3_anAnswerIsGoodInTheBrowserThatBeganOnly() {
        var answer = browser.logIn(browser.begin("demo"), username, verified(username));

        assertRefused(new Browser(port).get(answer), 400, "sso-not-begun");
        var forger = new Browser(port);
        forger.cookies().put("tradewind_sso", "AAAA");
        assertRefused(forger.get(answer), 400, "sso-not-begun");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"nonce\": \"another\"}",
                "{\"aud\": \"another\"}",
                "{\"aud\": [\"tradewind\", \"another\"], \"azp\": \"another\"}",
                "{\"iss\": \"http://another.example\"}",
                "{\"exp\": 1000}",
                "{\"sub\": \"\"}"
            })
    void P3_anIdTokenThatIsNotForThisSignInProvesNothing(String claims) {
        assertRefused(signIn("demo", claims), 401, "sso-not-proven");
        assertThat(browser.cookies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stranger", "otherAlgorithm", "publicKeyAsSecret", "unsigned", "garbage"})
    void P3_anIdTokenThatTheProviderDidNotSignProvesNothing(String crime) {
        assertRefused(signInWithACrook(crime), 401, "sso-not-proven");
    }

    @ParameterizedTest
    @ValueSource(strings = {"honest", "elliptic"})
    void P3_theSameIdTokenSignedByTheProviderProvesWhoItIs(String algorithm) {
        assertThat(signInWithACrook(algorithm).statusCode()).isEqualTo(200);
    }

    @Test
    void P3_whoComesTwiceAtOnceForTheFirstTimeGetsOneAccount() throws Exception {
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<HttpResponse<String>> signIn = () -> {
                var own = new Browser(port);
                return own.get(own.logIn(own.begin("demo"), username, verified(username)));
            };
            var answers = both.invokeAll(Collections.nCopies(4, signIn));

            var subjects = new HashSet<String>();
            for (var it : answers) {
                subjects.add(claims(it.get()).getSubject());
            }
            assertThat(subjects).hasSize(1);
        }
    }

    @Test
    void P3_aSilentOrBrokenProviderIsAnOutageAndNotWaitedFor() {
        var begun = Instant.now();

        assertRefused(signInWithACrook("silent"), 503, "sso-provider-unavailable");
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(8));
        assertRefused(signInWithACrook("broken"), 503, "sso-provider-unavailable");
        assertRefused(signInWithACrook("unknownCode"), 401, "sso-refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"away", "impostor"})
    void P3_aProviderThatIsAwayOrSaysItIsAnotherCannotBeUsed(String provider) {
        var answer = browser.get("/api/auth/sso/" + provider + "/authorize");

        assertRefused(answer, 503, "sso-provider-unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void P3_whatTheProviderSaysInsteadOfACodeIsNotRepeated() {
        var denied = "/api/auth/sso/demo/callback?error=access_denied&error_description=%3Cb%3EEvil&state="
                + parameter(browser.begin("demo"), "state");

        var answer = browser.get(denied);
        assertRefused(answer, 403, "sso-denied");
        assertThat(answer.body()).doesNotContain("Evil");
    }

    @Test
    void P3_anUnknownProviderIsNotFound() {
        assertRefused(browser.get("/api/auth/sso/nobody/authorize"), 404, "sso-provider-not-found");
    }

    @Test
    void P3_anAddressThatNobodyVerifiedMakesNoAccount() {
        assertRefused(
                signIn("demo", "{\"email\": \"%s@idp.demo\", \"email_verified\": false}".formatted(username)),
                403,
                "sso-email-not-verified");
        assertRefused(signIn("demo", "{}"), 403, "sso-email-not-verified");
    }

    @Test
    void P3_theAddressOfAnAccountOpensItToNobody() {
        var answer = signIn("demo", "{\"email\": \"Customer@Pantry.demo\", \"email_verified\": true}");

        assertRefused(answer, 409, "sso-email-known");
        assertThat(identitiesOf(username)).isZero();
    }

    @Test
    void P3_whoIsSignedInLinksAnIdentityToTheOwnAccount() {
        var own = signIn("demo", verified(username));
        var token = json(own).get("accessToken").asString();
        var other = "other-" + username;

        var linked = browser.get(browser.logIn(browser.begin("demo", token), other, "{}"));
        assertThat(claims(linked).getSubject()).isEqualTo(claims(own).getSubject());

        var stranger = new Browser(port);
        var strangers = stranger.get(
                stranger.logIn(stranger.begin("demo"), "third-" + username, verified("third-" + username)));
        var strangersToken = json(strangers).get("accessToken").asString();
        assertRefused(
                stranger.get(stranger.logIn(stranger.begin("demo", strangersToken), other, "{}")),
                409,
                "sso-linked-elsewhere");
    }

    private HttpResponse<String> signIn(String provider, String claims) {
        return browser.get(browser.logIn(browser.begin(provider), username, claims));
    }

    private HttpResponse<String> signInWithACrook(String crime) {
        var page = browser.begin("crooked");
        return browser.get("/api/auth/sso/crooked/callback?code=%s.%s&state=%s"
                .formatted(crime, parameter(page, "nonce"), parameter(page, "state")));
    }

    private static String verified(String name) {
        return """
                {"email": "%1$s@idp.demo", "email_verified": true, "name": "%1$s"}""".formatted(name);
    }

    private long identitiesOf(String subject) {
        return jdbc.sql("select count(*) from account_identities where subject = :subject")
                .param("subject", subject)
                .query(Long.class)
                .single();
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer).get("type").asString()).isEqualTo("/problems/" + code);
    }

    private static JWTClaimsSet claims(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        try {
            return SignedJWT.parse(json(answer).get("accessToken").asString()).getJWTClaimsSet();
        } catch (ParseException broken) {
            throw new AssertionError(broken);
        }
    }
}
