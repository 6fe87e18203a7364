package dev.tradewind.web.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.testing.TestTokens;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnTrial
class IdempotencyTest {

    private static final int AT_ONCE = 50;

    private final int port;
    private final Client client;
    private final JdbcClient jdbc;
    private final String name = "thing " + UUID.randomUUID();
    private final String body = "{\"name\": \"%s\", \"quantity\": 1}".formatted(name);
    private final String key = UUID.randomUUID().toString();

    IdempotencyTest(@LocalServerPort int port, @Autowired JdbcClient jdbc) {
        this.port = port;
        this.client = someone();
        this.jdbc = jdbc;
    }

    @Test
    void askingTwiceWorksOnceAndAnswersTheSame() {
        var first = client.post("/things", body, "Idempotency-Key", key);
        var second = client.post("/things", body, "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotent-Replayed")).isNull();
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("ETag")).isEqualTo("\"1\"");
        assertThat(things()).isEqualTo(1);
    }

    @Test
    void layoutAndOrderOfFieldsDoNotMakeAnotherRequest() {
        client.post("/things", body, "Idempotency-Key", key);

        var again =
                client.post("/things", "{ \"quantity\":1,\n \"name\":\"%s\" }".formatted(name), "Idempotency-Key", key);

        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void anotherRequestUnderTheKeyIsRefused() {
        client.post("/things", body, "Idempotency-Key", key);

        var other = client.post("/things", body.replace("1}", "2}"), "Idempotency-Key", key);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("type").asString()).isEqualTo("/problems/idempotency-key-reused");
        assertThat(things()).isEqualTo(1);
    }

    @Test
    void theSameKeyOfSomebodyElseIsAnotherKey() {
        client.post("/things", body, "Idempotency-Key", key);
        var other = someone().post("/things", body, "Idempotency-Key", key);

        assertThat(other.header("Idempotent-Replayed")).isNull();
        assertThat(things()).isEqualTo(2);
    }

    @Test
    void aRefusalLeavesNothingBehindAndTheKeyFree() {
        var refused = "{\"name\": \"refused %s\", \"quantity\": 1}".formatted(name);

        assertThat(client.post("/things", refused, "Idempotency-Key", key).status())
                .isEqualTo(503);
        assertThat(client.post("/things", body, "Idempotency-Key", key).status())
                .isEqualTo(201);
        assertThat(jdbc.sql("select count(*) from things where name like 'refused%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aMissingKeyIsRefused() {
        assertThat(client.post("/things", body).status()).isEqualTo(400);
        assertThat(client.post("/things", body).json().get("type").asString())
                .isEqualTo("/problems/idempotency-key-missing");
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 300, 5_000})
    void aLongKeyIsRefused(int length) {
        assertThat(client.post("/things", body, "Idempotency-Key", "k".repeat(length))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\tb", " "})
    void anUnprintableKeyIsRefused(String bad) {
        assertThat(client.post("/things", body, "Idempotency-Key", bad).status())
                .isEqualTo(400);
    }

    @Test
    void theLongestKeyIsAsGoodAsAny() {
        assertThat(client.post("/things", body, "Idempotency-Key", "k".repeat(255))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void fiftyAtOnceMakeOneThing() throws InterruptedException, ExecutionException {
        var replies = new ArrayList<Client.Reply>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Client.Reply> ask = () -> client.post("/things", body, "Idempotency-Key", key);
            var futures = IntStream.range(0, AT_ONCE)
                    .mapToObj(_ -> executor.submit(ask))
                    .toList();
            for (var future : futures) {
                replies.add(future.get());
            }
        }

        assertThat(things()).isEqualTo(1);
        assertThat(replies).extracting(Client.Reply::status).containsOnly(201, 409);
        assertThat(replies)
                .filteredOn(it -> it.status() == 201 && it.header("Idempotent-Replayed") == null)
                .hasSize(1);
        assertThat(replies)
                .filteredOn(it -> it.status() == 201)
                .extracting(Client.Reply::body)
                .containsOnly(replies.stream()
                        .filter(it -> it.status() == 201)
                        .findFirst()
                        .orElseThrow()
                        .body());
        assertThat(replies)
                .filteredOn(it -> it.status() == 409)
                .extracting(it -> it.header("Retry-After"))
                .allMatch("1"::equals);
    }

    private Client someone() {
        return new Client(port, TestTokens.customer(UUID.randomUUID(), UUID.randomUUID()));
    }

    private long things() {
        return jdbc.sql("select count(*) from things where name = :name")
                .param("name", name)
                .query(Long.class)
                .single();
    }
}
