package dev.tradewind.auth.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.tradewind.auth.Client;
import dev.tradewind.auth.Client.Answer;
import dev.tradewind.auth.Client.Person;
import dev.tradewind.auth.Ear;
import dev.tradewind.auth.OnRealServers;
import dev.tradewind.contracts.AccountEvent.MemberChanged;
import dev.tradewind.contracts.AccountEvent.SessionRevoked;
import dev.tradewind.messaging.Ids;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealServers
class KeepingMembersTest {

    private final Client client;
    private final JdbcClient jdbc;
    private final Ear ear;
    private final UUID organization;
    private final Person admin;
    private final String token;
    private final String members;

    KeepingMembersTest(@Autowired Client client, @Autowired JdbcClient jdbc, @Autowired Ear ear) {
        this.client = client;
        this.jdbc = jdbc;
        this.ear = ear;
        this.organization = organization();
        this.admin = client.newcomer(organization, "ADMIN");
        this.token = client.login(admin).text("accessToken");
        this.members = "/api/organizations/" + organization + "/members";
    }

    @Test
    void F12_aCustomerOfNobodyJoinsAndTheNextTokenSaysSo() throws Exception {
        var person = client.newcomer(null);
        var login = client.login(person);

        var added = add(person.email(), "STAFF");

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.text("status")).isEqualTo("JOINED");
        assertThat(added.header("Location")).isEqualTo(members + "/" + person.id());
        var claims = SignedJWT.parse(client.refresh(login.text("refreshToken")).text("accessToken"))
                .getJWTClaimsSet();
        assertThat(claims.getStringClaim("org")).isEqualTo(organization.toString());
        assertThat(claims.getStringListClaim("roles")).containsExactly("STAFF");
        assertThat(ear.await(person.id(), MemberChanged.class, 1))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.organizationId()).isEqualTo(organization);
                    assertThat(it.roles()).containsExactly("STAFF");
                });
        assertThat(add(person.email(), "STAFF").status()).isEqualTo(409);
        assertThat(client.get(members, token).json().get("items").size()).isEqualTo(2);
    }

    @Test
    void F12_whoHasNoAccountRegistersWithTheInvitation() {
        var email = Ids.next() + "@newcomers.test";

        var invited = add(email, "CUSTOMER\", \"STAFF");

        assertThat(invited.text("status")).isEqualTo("INVITED");
        var registered =
                client.send("POST", "/api/auth/register", null, """
            {"email": "%s", "password": "a long password", "name": "Eva", "invitation": "%s"}""".formatted(email, invited.text("invitation")));
        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.text("organizationId")).isEqualTo(organization.toString());
        assertThat(registered.json().get("roles").toString()).isEqualTo("[\"CUSTOMER\",\"STAFF\"]");
    }

    @Test
    void P7_whoBelongsElsewhereLooksLikeWhoHasNoAccount() {
        var elsewhere = client.newcomer(Client.PANTRY);

        assertThat(add(elsewhere.email(), "STAFF").text("status")).isEqualTo("INVITED");
        assertThat(add("operator@tradewind.demo", "STAFF").text("status")).isEqualTo("INVITED");
        assertThat(organizationOf(elsewhere)).isEqualTo(Client.PANTRY);
    }

    @Test
    void F12_whoIsRemovedIsSignedOutAndACustomerOfNobody() {
        var person = client.newcomer(organization, "STAFF");
        var login = client.login(person);

        assertThat(client.send("DELETE", members + "/" + person.id(), token, null, "If-Match", "\"1\"")
                        .status())
                .isEqualTo(204);

        assertThat(client.refresh(login.text("refreshToken")).status()).isEqualTo(401);
        assertThat(client.get("/api/me", login.text("accessToken")).status()).isEqualTo(401);
        assertThat(client.get(members + "/" + person.id(), token).status()).isEqualTo(404);
        assertThat(ear.await(person.id(), SessionRevoked.class, 1))
                .extracting(SessionRevoked::reason)
                .containsExactly("member-removed");
        assertThat(ear.await(person.id(), MemberChanged.class, 1).getFirst().roles())
                .isEmpty();
        assertThat(client.get("/api/me", client.login(person).text("accessToken"))
                        .json()
                        .get("organizationId")
                        .isNull())
                .isTrue();
    }

    @Test
    void F12_oneAdminAlwaysStays() {
        var path = members + "/" + admin.id();

        assertThat(roles(admin, "STAFF").text("type")).isEqualTo("/problems/last-admin");
        assertThat(client.send("DELETE", path, token, null).status()).isEqualTo(409);

        client.newcomer(organization, "ADMIN");
        assertThat(roles(admin, "STAFF").status()).isEqualTo(200);
    }

    @Test
    void twoAdminsWhoDemoteEachOtherAtOnceLeaveOne() throws Exception {
        var other = client.newcomer(organization, "ADMIN");
        var demotions = List.<Callable<Integer>>of(
                () -> roles(other, "STAFF").status(),
                () -> roles(admin, "STAFF").status());

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(demotions);

            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(200, 409);
        }
    }

    @Test
    void P7_anotherOrganizationIsNotThere() {
        var others = organization();
        var theirs = client.newcomer(others, "STAFF");
        var path = "/api/organizations/" + others;

        assertThat(client.get(path, token).status()).isEqualTo(404);
        assertThat(client.send("PATCH", path, token, "{\"registration\": \"INVITE\"}")
                        .status())
                .isEqualTo(404);
        assertThat(client.get(path + "/members", token).status()).isEqualTo(404);
        assertThat(client.send("POST", path + "/members", token, "{\"email\": \"a@b.test\", \"roles\": [\"ADMIN\"]}")
                        .status())
                .isEqualTo(404);
        assertThat(client.get(members + "/" + theirs.id(), token).status()).isEqualTo(404);
        assertThat(roles(theirs, "ADMIN").status()).isEqualTo(404);
        assertThat(client.send("DELETE", members + "/" + theirs.id(), token, null)
                        .status())
                .isEqualTo(404);
        assertThat(client.get(members + "/" + Ids.next(), token).status()).isEqualTo(404);
    }

    @Test
    void P7_onlyAdminsDecideAboutMembers() {
        var staff = client.login(client.newcomer(organization, "STAFF")).text("accessToken");

        assertThat(client.get("/api/organizations/" + organization, staff).status())
                .isEqualTo(200);
        assertThat(client.get(members, staff).status()).isEqualTo(403);
        assertThat(client.send("PATCH", members + "/" + admin.id(), staff, "{\"roles\": [\"STAFF\"]}")
                        .status())
                .isEqualTo(403);
        assertThat(client.send("GET", members, null, null).status()).isEqualTo(401);
        var operator = client.login("operator@tradewind.demo", "tradewind-demo").text("accessToken");
        assertThat(client.get(members, operator).status()).isEqualTo(200);
    }

    @Test
    void theAdminDecidesWhoMayRegister() {
        var path = "/api/organizations/" + organization;

        assertThat(client.send("PATCH", path, token, "{\"registration\": \"INVITE\"}")
                        .text("registration"))
                .isEqualTo("INVITE");
        assertThat(client.send("PATCH", path, token, "{\"registration\": \"NONE\"}")
                        .status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPERATOR", "customer", "", "1"})
    void thereAreThreeRolesToGive(String role) {
        assertThat(roles(admin, role).status()).isIn(400, 422);
        assertThat(add("x@newcomers.test", role).status()).isIn(400, 422);
    }

    private Answer add(String email, String roles) {
        return client.send("POST", members, token, """
            {"email": "%s", "roles": ["%s"]}""".formatted(email, roles));
    }

    private Answer roles(Person person, String role) {
        return client.send("PATCH", members + "/" + person.id(), token, """
            {"roles": ["%s"]}""".formatted(role));
    }

    private UUID organizationOf(Person person) {
        return jdbc.sql("select organization_id from accounts where id = :id")
                .param("id", person.id())
                .query((row, _) -> row.getObject("organization_id", UUID.class))
                .single();
    }

    private UUID organization() {
        var id = Ids.next();
        jdbc.sql("insert into organizations (id, slug, name) values (:id, :slug, 'Some')")
                .param("id", id)
                .param("slug", "some-" + id.toString().substring(24))
                .update();
        return id;
    }
}
