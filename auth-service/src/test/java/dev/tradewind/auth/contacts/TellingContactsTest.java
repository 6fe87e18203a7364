package dev.tradewind.auth.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.auth.Client;
import dev.tradewind.auth.OnRealServers;
import dev.tradewind.messaging.Ids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

@OnRealServers
class TellingContactsTest {

    private static final String CONTACTS = "/internal/contacts";

    private final Client client;
    private final String key;

    TellingContactsTest(@Autowired Client client, @Value("${tradewind.contacts.key}") String key) {
        this.client = client;
        this.key = key;
    }

    @Test
    void T5_aServiceOfTheHouseLearnsHowToWriteToPeopleWithAnOpenAccount() {
        var open = client.newcomer(Client.PANTRY);
        var closed = client.newcomer(Client.PANTRY);
        var token = client.login(closed).text("accessToken");
        assertThat(client.send("DELETE", "/api/me", token, null, "If-Match", "\"1\"")
                        .status())
                .isLessThan(300);

        var found = client.send(
                "POST",
                CONTACTS,
                null,
                "{\"accountIds\":[\"%s\",\"%s\",\"%s\"]}".formatted(open.id(), closed.id(), Ids.next()),
                ContactController.KEY,
                key);

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.json().get("items")).hasSize(1);
        var contact = found.json().get("items").get(0);
        assertThat(contact.get("accountId").asString()).isEqualTo(open.id().toString());
        assertThat(contact.get("email").asString()).isEqualTo(open.email());
        assertThat(contact.get("name").asString()).isEqualTo("Somebody New");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "a key for the services of this machine alone?"})
    void nobodyElseLearnsIt(String wrong) {
        var body = "{\"accountIds\":[]}";
        var operator = client.login("operator@tradewind.demo", "tradewind-demo").text("accessToken");

        assertThat(client.send("POST", CONTACTS, null, body, ContactController.KEY, wrong)
                        .status())
                .isEqualTo(401);
        assertThat(client.send("POST", CONTACTS, null, body).status()).isEqualTo(401);
        assertThat(client.send("POST", CONTACTS, operator, body).status()).isEqualTo(401);
    }
}
