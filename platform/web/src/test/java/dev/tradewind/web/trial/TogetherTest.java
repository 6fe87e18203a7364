package dev.tradewind.web.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tradewind.web.Answer;
import dev.tradewind.web.Answered;
import dev.tradewind.web.Asking;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Idempotency;
import dev.tradewind.web.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnTrial
class TogetherTest {

    private final Idempotency idempotency;
    private final JdbcClient jdbc;
    private final Caller caller =
            new Caller(UUID.randomUUID(), UUID.randomUUID(), Set.of(Caller.Role.CUSTOMER), UUID.randomUUID());
    private final String name = "together " + UUID.randomUUID();

    TogetherTest(@Autowired Idempotency idempotency, @Autowired JdbcClient jdbc) {
        this.idempotency = idempotency;
        this.jdbc = jdbc;
    }

    @Test
    void manyAreCarriedOutInOneTransaction() {
        var askings = IntStream.range(0, 20)
                .mapToObj(it -> asking("key " + it, "thing " + it))
                .toList();

        idempotency.together(askings, this::make);

        assertThat(askings)
                .extracting(this::answered)
                .extracting(Answered::replayed)
                .containsOnly(false);
        assertThat(things()).isEqualTo(20);
        assertThat(transactions()).isEqualTo(1);
    }

    @Test
    void whoAsksAgainGetsTheAnswerOfBefore() {
        var first = asking("key", "thing");
        idempotency.together(List.of(first), this::make);
        var again = asking("key", "thing");
        var other = asking("another key", "other thing");
        var reused = asking("key", "other thing");

        idempotency.together(List.of(again, other), this::make);
        idempotency.together(List.of(reused), this::make);

        assertThat(answered(again).replayed()).isTrue();
        assertThat(answered(again).body()).isEqualTo(answered(first).body());
        assertThat(answered(other).replayed()).isFalse();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> answered(reused))
                .withMessageContaining("belongs to another request");
        assertThat(things()).isEqualTo(2);
    }

    @Test
    void twoUnderOneKeyInOneGoAreOneThing() {
        var one = asking("key", "thing");
        var two = asking("key", "thing");

        idempotency.together(List.of(one, two), this::make);

        assertThat(answered(two).body()).isEqualTo(answered(one).body());
        assertThat(List.of(answered(one).replayed(), answered(two).replayed())).containsExactly(false, true);
        assertThat(things()).isEqualTo(1);
    }

    @Test
    void whoIsRefusedSpoilsNoneAndHasItsKeyStill() {
        var refused = asking("key", "refused");
        var good = asking("good key", "thing");

        idempotency.together(List.of(refused, good), this::make);

        assertThat(answered(good).status()).isEqualTo(201);
        assertThatExceptionOfType(Trial.Closed.class).isThrownBy(() -> answered(refused));
        var again = asking("key", "thing");
        idempotency.together(List.of(again), this::make);
        assertThat(answered(again).replayed()).isFalse();
    }

    @Test
    void whatFailsForOneIsDoneForEachAlone() {
        var askings = List.of(asking("a", "thing a"), asking("b", "broken"), asking("c", "thing c"));

        idempotency.together(askings, this::make);

        assertThat(answered(askings.getFirst()).status()).isEqualTo(201);
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> answered(askings.get(1)));
        assertThat(answered(askings.getLast()).status()).isEqualTo(201);
        assertThat(things()).isEqualTo(2);
    }

    @Test
    void anAnswerThatTellsOfAFailureIsGivenAndNotKept() {
        var askings = List.of(asking("a", "thing a"), asking("b", "failing"));

        idempotency.together(askings, this::make);

        assertThat(answered(askings.getFirst()).status()).isEqualTo(201);
        assertThat(answered(askings.getLast()).status()).isEqualTo(409);
        assertThat(things()).isEqualTo(1);
    }

    private Asking<String> asking(String key, String thing) {
        return idempotency.asking(caller, key + " of " + name, "POST /together", thing, thing);
    }

    private Answered answered(Asking<String> asking) {
        return idempotency.answered(asking, Duration.ZERO);
    }

    private void make(List<Asking<String>> askings) {
        for (var asking : askings) {
            if (asking.request().equals("refused")) {
                asking.refuse(new Trial.Closed());
                continue;
            }
            jdbc.sql("insert into things (id, name) values (:id, :name)")
                    .param("id", UUID.randomUUID())
                    .param("name", name)
                    .update();
            if (asking.request().equals("broken")) {
                throw new IllegalArgumentException("broken");
            }
            asking.answer(
                    asking.request().equals("failing")
                            ? new Answer(409, Map.of(), "failed")
                            : new Answer(201, Map.of(), asking.request() + UUID.randomUUID()));
        }
    }

    private long things() {
        return count("count(*)");
    }

    private long transactions() {
        return count("count(distinct xmin::text)");
    }

    private long count(String what) {
        return jdbc.sql("select " + what + " from things where name = :name")
                .param("name", name)
                .query(Long.class)
                .single();
    }
}
