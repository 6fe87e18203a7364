package dev.tradewind.auth.throttling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.auth.Client;
import dev.tradewind.auth.Client.Answer;
import dev.tradewind.auth.Client.Person;
import dev.tradewind.auth.OnRealServers;
import dev.tradewind.messaging.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

@OnRealServers
class ThrottlingSignInsTest {

    private static final Logger log = LoggerFactory.getLogger(ThrottlingSignInsTest.class);
    private static final int GUESSES = 1_000;
    private static final int GUESSERS = 50;
    private static final Duration NOISE = Duration.ofMillis(500);

    private final Client client;
    private final Person person;

    ThrottlingSignInsTest(@Autowired Client client) {
        this.client = client;
        this.person = client.newcomer(Client.PANTRY);
    }

    @Test
    void P4_aThousandGuessesAtOnceAreTwentyAndSlowNobodyElse() throws Exception {
        var before = median();
        Callable<Answer> guess = () -> login(person.email(), "guess", "198.51.100.1");

        try (var threads = Executors.newFixedThreadPool(GUESSERS)) {
            var guesses = new ArrayList<Future<Answer>>();
            IntStream.range(0, GUESSES).forEach(_ -> guesses.add(threads.submit(guess)));
            var meanwhile = median();
            var answers = new ArrayList<Answer>();
            for (var each : guesses) {
                answers.add(each.get());
            }

            assertThat(answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting())))
                    .containsOnlyKeys(401, 429)
                    .containsEntry(401, 20L);
            assertThat(answers.stream().filter(it -> it.status() == 429)).allSatisfy(it -> {
                assertThat(Integer.parseInt(it.header("Retry-After"))).isBetween(1, 900);
                assertThat(it.text("type")).isEqualTo("/problems/too-many-attempts");
            });
            log.info("Others signed in within {} before and {} meanwhile (medians)", before, meanwhile);
            assertThat(meanwhile).isLessThan(before.multipliedBy(2).plus(NOISE));
        }
        assertThat(client.login(person).status()).as("the right password too").isEqualTo(429);
    }

    @Test
    void whoIsUnknownIsThrottledLikeWhoIsKnown() {
        var nobody = Ids.next() + "@nowhere.test";
        for (int i = 0; i < 20; i++) {
            assertThat(login(nobody, "guess", "198.51.100.2").status()).isEqualTo(401);
        }

        assertThat(login(nobody, "guess", "198.51.100.3").status()).isEqualTo(429);
    }

    @Test
    void signingInOftenIsNoGuessing() {
        for (int i = 0; i < 25; i++) {
            assertThat(client.login(person).status()).isEqualTo(200);
        }
    }

    private Duration median() {
        var times = new ArrayList<Long>();
        for (var each : List.of(newcomer(), newcomer(), newcomer(), newcomer(), newcomer())) {
            var start = System.nanoTime();
            assertThat(login(each.email(), "tradewind-demo", "198.51.100.9").status())
                    .isEqualTo(200);
            times.add(System.nanoTime() - start);
        }
        return Duration.ofNanos(times.stream().sorted().toList().get(2));
    }

    private Person newcomer() {
        return client.newcomer(Client.PANTRY);
    }

    private Answer login(String email, String password, String address) {
        return client.send("POST", "/api/auth/login", null, """
            {"email": "%s", "password": "%s"}""".formatted(email, password), "X-Forwarded-For", address);
    }
}
