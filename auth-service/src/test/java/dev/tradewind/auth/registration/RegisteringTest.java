package dev.tradewind.auth.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.auth.Client;
import dev.tradewind.auth.Client.Answer;
import dev.tradewind.auth.Ear;
import dev.tradewind.auth.OnRealServers;
import dev.tradewind.contracts.AccountEvent.AccountRegistered;
import dev.tradewind.messaging.Ids;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealServers
class RegisteringTest {

    private static final String GOOD = """
        {"email": "x@newcomers.test", "password": "a long password", "name": "Eva", "organizationId": null}""";

    private final Client client;
    private final JdbcClient jdbc;
    private final Ear ear;
    private final Invitations invitations;
    private final String email = "Eva." + Ids.next() + "@Newcomers.test";

    RegisteringTest(
            @Autowired Client client,
            @Autowired JdbcClient jdbc,
            @Autowired Ear ear,
            @Autowired Invitations invitations) {
        this.client = client;
        this.jdbc = jdbc;
        this.ear = ear;
        this.invitations = invitations;
    }

    @Test
    void F7_whoRegistersSignsInAndOthersHearOfItWithoutTheName() {
        var answer = register("\"organizationId\": \"%s\"".formatted(Client.PANTRY));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/api/me");
        assertThat(answer.text("email")).isEqualTo(email.toLowerCase(java.util.Locale.ROOT));
        assertThat(answer.json().get("roles").toString()).isEqualTo("[\"CUSTOMER\"]");
        assertThat(answer.response().body()).doesNotContain("a long password");
        assertThat(client.login(email, "a long password").status()).isEqualTo(200);
        var id = UUID.fromString(answer.text("id"));
        assertThat(ear.await(id, AccountRegistered.class, 1)).singleElement().satisfies(it -> {
            assertThat(it.organizationId()).isEqualTo(Client.PANTRY);
            assertThat(it.sequence()).isEqualTo(1);
        });
        assertThat(jdbc.sql("select encode(payload, 'escape') from outbox where aggregateid = :id")
                        .param("id", id.toString())
                        .query(String.class)
                        .single())
                .doesNotContain("Eva");
        assertThat(jdbc.sql("select name from accounts where id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .startsWith("{local1}")
                .doesNotContain("Eva");
    }

    @Test
    void aKnownAddressIsRefusedHoweverItIsWritten() {
        register("\"roles\": [\"ADMIN\"]");
        var again = register("\"invitation\": null");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("type")).isEqualTo("/problems/known-email");
        assertThat(register("\"x\": 1", email.toUpperCase(java.util.Locale.ROOT))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void nobodyGivesThemselvesRoles() {
        var answer = register("\"roles\": [\"ADMIN\", \"OPERATOR\"], \"id\": \"" + Ids.next() + "\"");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().get("roles").toString()).isEqualTo("[\"CUSTOMER\"]");
        assertThat(answer.json().get("organizationId").isNull()).isTrue();
    }

    @Test
    void P7_anOrganizationThatInvitesTakesOnlyWhomItInvited() {
        var organization = Ids.next();
        jdbc.sql("insert into organizations (id, slug, name, registration) values (:id, :slug, 'Closed', 'INVITE')")
                .param("id", organization)
                .param("slug", "closed-" + organization.toString().substring(24))
                .update();
        var invited = invitations.invite(organization, email.toLowerCase(java.util.Locale.ROOT), Set.of("STAFF"));
        var withToken = "\"invitation\": \"%s\"".formatted(invited.token());

        assertThat(register("\"organizationId\": \"%s\"".formatted(organization))
                        .status())
                .isEqualTo(403);
        assertThat(register(withToken, "somebody." + Ids.next() + "@else.test").status())
                .isEqualTo(403);
        assertThat(register(withToken + ", \"organizationId\": \"%s\"".formatted(Client.PANTRY))
                        .status())
                .isEqualTo(403);
        var joined = register(withToken);
        assertThat(joined.status()).isEqualTo(201);
        assertThat(joined.text("organizationId")).isEqualTo(organization.toString());
        assertThat(joined.json().get("roles").toString()).isEqualTo("[\"STAFF\"]");
    }

    @Test
    void P7_anOrganizationThatIsNotThereTakesNobody() {
        assertThat(register("\"organizationId\": \"%s\"".formatted(Ids.next())).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"password\": \"short\"",
                "\"password\": null",
                "\"email\": \"nobody\"",
                "\"email\": null",
                "\"name\": \" \"",
                "\"organizationId\": \"x\""
            })
    void whatIsMissingOrWrongIsNamed(String change) {
        var field = change.substring(0, change.indexOf(':'));
        var body = GOOD.replaceFirst(field + ": (null|\"[^\"]*\")", change);
        var answer = client.send("POST", "/api/auth/register", null, body);

        assertThat(answer.status()).isIn(400, 422);
        assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo(field.replace("\"", ""));
    }

    private Answer register(String more) {
        return register(more, email);
    }

    private Answer register(String more, String as) {
        return client.send("POST", "/api/auth/register", null, """
            {"email": "%s", "password": "a long password", "name": "Eva Maria", %s}""".formatted(as, more));
    }
}
