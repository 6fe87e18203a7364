package dev.tradewind.web.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@OnTrial
class StrictJsonTest {

    private final Client client;

    StrictJsonTest(@LocalServerPort int port) {
        this.client = new Client(port, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "3",
                "{",
                "{\"name\": \"x\", \"quantity\": 1} {}",
                "{\"name\": \"x\", \"quantity\": 1, \"quantity\": 2}",
                "{\"name\": \"x\", \"quantity\": \"1\"}",
                "{\"name\": \"x\", \"quantity\": 1.5}",
                "{\"name\": \"x\", \"quantity\": 1.0}",
                "{\"name\": \"x\", \"quantity\": 1e2}",
                "{\"name\": \"x\", \"quantity\": 9007199254740992}",
                "{\"name\": \"x\", \"quantity\": NaN}",
                "{\"name\": \"x\", \"quantity\": null}",
                "{\"name\": \"x\", \"quantity\": true}",
                "{\"name\": \"x\", \"quantity\": []}",
                "{\"name\": 1, \"quantity\": 1}",
                "{\"name\": true, \"quantity\": 1}",
                "{\"name\": {}, \"quantity\": 1}",
                "{\"name\": [\"x\"], \"quantity\": 1}",
                "{\"name\": \"a\\u0000b\", \"quantity\": 1}",
                "{\"name\": \"half \\ud83d\", \"quantity\": 1}",
                "{\"name\": \"x\", \"quantity\": 1, \"id\": \"no uuid\"}",
                "{\"name\": \"x\", \"quantity\": 1, \"id\": 5}",
                "{\"name\": \"x\", \"quantity\": 1, \"role\": \"KING\"}",
                "{\"name\": \"x\", \"quantity\": 1, \"role\": 0}"
            })
    void whatIsNotMeantIsNotGuessed(String body) {
        var reply = client.post("/open/things", body);

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.json().get("errors").isArray()).isTrue();
        assertThat(reply.body()).doesNotContain("Exception", "java", "jackson");
    }

    @Test
    void depthIsBounded() {
        var depth = 20_000;

        var reply = client.post("/open/things", "{\"more\": " + "[".repeat(depth) + "]".repeat(depth) + "}");

        assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    void ordinaryTextOfAllScriptsComesThrough() {
        var reply = client.post("/open/things", "{\"name\": \"김치 🍜 \\ud83c\\udf5c ç\", \"quantity\": 1}");

        assertThat(reply.json().get("name").asString()).isEqualTo("김치 🍜 🍜 ç");
    }
}
