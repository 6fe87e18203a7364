package dev.tradewind.auth.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.auth.Client;
import dev.tradewind.auth.Client.Person;
import dev.tradewind.auth.Ear;
import dev.tradewind.auth.OnRealServers;
import dev.tradewind.contracts.AccountEvent.AddressesChanged;
import dev.tradewind.messaging.Ids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealServers
class KeepingProfilesTest {

    private static final String ADDRESSES = "/api/me/addresses";
    private static final String HOME = """
        {"name": "Ana", "line1": "Rua do Catete 45", "city": "Rio", "postalCode": "22220-000", "country": "BR"}""";

    private final Client client;
    private final JdbcClient jdbc;
    private final Resealing resealing;
    private final Ear ear;
    private final Person person;
    private final String token;

    KeepingProfilesTest(
            @Autowired Client client, @Autowired JdbcClient jdbc, @Autowired Resealing resealing, @Autowired Ear ear) {
        this.ear = ear;
        this.client = client;
        this.jdbc = jdbc;
        this.resealing = resealing;
        this.person = client.newcomer(Client.PANTRY);
        this.token = client.login(person).text("accessToken");
    }

    @Test
    void F7_peopleSeeAndChangeTheirProfile() {
        var before = client.get("/api/me", token);
        assertThat(before.text("name")).isEqualTo("Somebody New");
        assertThat(before.header("ETag")).isEqualTo("\"1\"");

        var after = client.send("PATCH", "/api/me", token, """
            {"name": "Ana Lima", "phone": "+55 21 98765-4321", "roles": ["ADMIN"]}""", "If-Match", "\"1\"");

        assertThat(after.status()).isEqualTo(200);
        assertThat(after.text("name")).isEqualTo("Ana Lima");
        assertThat(after.text("phone")).isEqualTo("+55 21 98765-4321");
        assertThat(after.json().get("roles").toString()).isEqualTo("[\"CUSTOMER\"]");
        assertThat(after.header("ETag")).isEqualTo("\"2\"");
        assertThat(client.send("PATCH", "/api/me", token, "{\"name\": \"X\"}", "If-Match", "\"1\"")
                        .status())
                .isEqualTo(412);
        assertThat(client.send("PATCH", "/api/me", token, "{\"phone\": \"\"}")
                        .json()
                        .get("phone")
                        .isNull())
                .isTrue();
        assertThat(client.send("GET", "/api/me", null, null).status()).isEqualTo(401);
    }

    @Test
    void namesPhonesAndAddressesAreSealedAndOldOnesSealedAnew() {
        client.send("PATCH", "/api/me", token, "{\"phone\": \"+55 21 98765-4321\"}");
        client.send("POST", ADDRESSES, token, HOME);
        jdbc.sql("update accounts set name = 'Somebody Plain' where id = :id")
                .param("id", person.id())
                .update();

        resealing.resealAll();

        assertThat(jdbc.sql("""
            select a.name || ' ' || a.phone || ' ' || d.place
            from accounts a join addresses d on d.account_id = a.id where a.id = :id
            """).param("id", person.id()).query(String.class).single())
                .doesNotContain("Somebody", "98765", "Catete")
                .matches("\\{local1}\\S+ \\{local1}\\S+ \\{local1}\\S+");
        assertThat(client.get("/api/me", token).text("name")).isEqualTo("Somebody Plain");
    }

    @Test
    void F7_theFirstAddressIsTheDefaultUntilAnotherBecomesIt() {
        var home = client.send("POST", ADDRESSES, token, HOME);
        assertThat(home.status()).isEqualTo(201);
        assertThat(home.json().get("default").asBoolean()).isTrue();
        assertThat(home.header("Location")).isEqualTo(ADDRESSES + "/" + home.text("id"));

        var work = client.send("POST", ADDRESSES, token, HOME.replace("}", ", \"default\": true}"));

        assertThat(defaultAddress()).isEqualTo(work.text("id"));
        assertThat(client.send("DELETE", ADDRESSES + "/" + work.text("id"), token, null)
                        .status())
                .isEqualTo(204);
        assertThat(defaultAddress()).isEqualTo(home.text("id"));
    }

    @Test
    void F7_othersHearThatAddressesChangedAndNotWhatTheyAre() {
        var path = client.send("POST", ADDRESSES, token, HOME).header("Location");
        client.send("PUT", path, token, HOME.replace("45", "46"));
        client.send("DELETE", path, token, null);

        var heard = ear.await(person.id(), AddressesChanged.class, 3);

        assertThat(heard).extracting(AddressesChanged::sequence).isSorted();
        assertThat(heard.toString()).doesNotContain("Catete", "Ana");
    }

    @Test
    void F7_anAddressIsReplacedByWhoSawItLast() {
        var path = client.send("POST", ADDRESSES, token, HOME).header("Location");
        var moved = HOME.replace("45", "46");

        assertThat(client.send("PUT", path, token, moved, "If-Match", "\"1\"").text("line1"))
                .isEqualTo("Rua do Catete 46");
        assertThat(client.send("PUT", path, token, moved, "If-Match", "\"1\"").status())
                .isEqualTo(412);
        assertThat(client.send("DELETE", path, token, null, "If-Match", "\"1\"").status())
                .isEqualTo(412);
        assertThat(client.get(path, token).header("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void P7_anAddressOfSomebodyElseIsNotThere() {
        var path = client.send("POST", ADDRESSES, token, HOME).header("Location");
        var somebody = client.login(client.newcomer(Client.PANTRY)).text("accessToken");

        assertThat(client.get(path, somebody).status()).isEqualTo(404);
        assertThat(client.send("PUT", path, somebody, HOME).status()).isEqualTo(404);
        assertThat(client.send("DELETE", path, somebody, null).status()).isEqualTo(404);
        assertThat(client.get(ADDRESSES + "/" + Ids.next(), token).status()).isEqualTo(404);
        assertThat(client.get(ADDRESSES, somebody).json().get("items").size()).isZero();
    }

    @Test
    void twentyAddressesAreEnough() {
        for (int i = 0; i < Addresses.MOST; i++) {
            assertThat(client.send("POST", ADDRESSES, token, HOME).status()).isEqualTo(201);
        }

        assertThat(client.send("POST", ADDRESSES, token, HOME).status()).isEqualTo(409);
        var page = client.get(ADDRESSES + "?limit=15", token).json();
        assertThat(page.get("items").size()).isEqualTo(15);
        assertThat(client.get(ADDRESSES + "?cursor=" + page.get("nextCursor").asString(), token)
                        .json()
                        .get("items")
                        .size())
                .isEqualTo(5);
    }

    @Test
    void theDemonstrationsAddressesAreHereToo() {
        var customer = client.login("customer@pantry.demo", "tradewind-demo").text("accessToken");

        assertThat(client.get(ADDRESSES, customer)
                        .json()
                        .get("items")
                        .get(0)
                        .get("line1")
                        .asString())
                .isEqualTo("Rua das Laranjeiras 120");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\": \"Ana\", \"line1\": \"x\", \"city\": \"Rio\", \"postalCode\": \"1\", \"country\": \"Brazil\"}",
                "{\"name\": \"\", \"line1\": \"x\", \"city\": \"Rio\", \"postalCode\": \"1\", \"country\": \"BR\"}",
                "{\"name\": {}, \"line1\": \"x\", \"city\": \"Rio\", \"postalCode\": \"1\", \"country\": \"BR\"}"
            })
    void halfAnAddressIsRefused(String body) {
        assertThat(client.send("POST", ADDRESSES, token, body).status()).isIn(400, 422);
    }

    private String defaultAddress() {
        return client.get(ADDRESSES, token)
                .json()
                .get("items")
                .valueStream()
                .filter(it -> it.get("default").asBoolean())
                .map(it -> it.get("id").asString())
                .reduce((_, _) -> {
                    throw new AssertionError("two defaults");
                })
                .orElseThrow();
    }
}
