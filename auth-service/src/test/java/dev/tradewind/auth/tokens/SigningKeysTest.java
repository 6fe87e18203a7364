package dev.tradewind.auth.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.tradewind.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class SigningKeysTest {

    private static final String SECRET = "a secret of some length";
    private static final SigningProperties SETTINGS = new SigningProperties(Duration.ofDays(30), Duration.ofHours(1));
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final DriverManagerDataSource SOURCE =
            new DriverManagerDataSource(DATABASE.url(), DATABASE.name(), DATABASE.password());

    private final JdbcClient jdbc = JdbcClient.create(SOURCE);
    private final SetClock clock = new SetClock();

    @BeforeAll
    static void migrate() {
        Flyway.configure().dataSource(SOURCE).load().migrate();
    }

    @AfterEach
    void forgetWhatIsToCome() {
        jdbc.sql("delete from signing_keys where generation > 1").update();
    }

    @AfterAll
    static void drop() {
        DATABASE.drop();
    }

    @Test
    void allInstancesSignWithTheSameKeyAndARestartKeepsIt() {
        var first = keys().current();
        var second = keys().current();

        assertThat(second.getKeyID()).isEqualTo(first.getKeyID());
    }

    @Test
    void theDatabaseAloneSignsNothing() {
        var keys = keys();

        assertThat(keys.current().isPrivate()).isTrue();
        assertThat(jdbc.sql("select sealed from signing_keys")
                        .query((row, _) -> new String(row.getBytes("sealed"), StandardCharsets.ISO_8859_1))
                        .list())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it).doesNotContain("\"d\"", "RSA"));
        assertThatIllegalStateException()
                .isThrownBy(() -> new SigningKeys(jdbc, "another secret of some length", SETTINGS, clock));
    }

    @Test
    void withoutASecretNothingStarts() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new SigningKeys(jdbc, "", SETTINGS, clock))
                .withMessageContaining("TRADEWIND_AUTH_KEY_SECRET");
    }

    @Test
    void onlyPublicHalvesArePublished() {
        assertThat(keys().published().containsNonPublicKeys()).isFalse();
    }

    @Test
    void aNewKeyIsPublishedBeforeItSignsAndTheOldOneUntilItsLastTokenExpired() {
        forgetAll();
        var keys = keys();
        var old = keys.current().getKeyID();

        clock.advance(Duration.ofDays(30).minus(Duration.ofHours(1)).minusSeconds(1));
        keys.takeTurns();
        assertThat(ids(keys.published())).containsExactly(old);

        clock.advance(Duration.ofSeconds(1));
        keys.takeTurns();
        assertThat(keys.current().getKeyID()).isEqualTo(old);
        assertThat(ids(keys.published())).hasSize(2).contains(old);
        var next = ids(keys.published()).getFirst();

        clock.advance(Duration.ofHours(1));
        assertThat(keys.current().getKeyID()).as("its turn needs no tick").isEqualTo(next);
        keys.takeTurns();
        assertThat(ids(keys.published())).containsExactly(next, old);

        clock.advance(SigningKeys.OUTLIVES);
        keys.takeTurns();
        assertThat(ids(keys.published())).containsExactly(next);
    }

    @Test
    void severalInstancesMakeOneSuccessorTogether() throws Exception {
        forgetAll();
        var instances = List.of(keys(), keys());
        clock.advance(Duration.ofDays(30));
        var turns = instances.stream()
                .<Callable<Boolean>>map(it -> () -> {
                    it.takeTurns();
                    return true;
                })
                .toList();

        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var each : threads.invokeAll(turns)) {
                assertThat(each.get()).isTrue();
            }
        }

        assertThat(generations()).containsExactly(1, 2);
        instances.forEach(SigningKeys::takeTurns);
        assertThat(instances.stream().map(it -> ids(it.published())).distinct()).hasSize(1);
    }

    @Test
    void anInstanceWhoseClockIsBehindSignsWithTheFirstKey() {
        var first = keys().current().getKeyID();
        clock.advance(Duration.ofSeconds(-2));

        assertThat(keys().current().getKeyID()).isEqualTo(first);
    }

    @Test
    void noMoreThanTwoAreEverValid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SigningProperties(Duration.ofMinutes(76), Duration.ofHours(1)))
                .withMessageContaining("tradewind.auth.signing.rotate-every");
    }

    private void forgetAll() {
        jdbc.sql("delete from signing_keys").update();
    }

    private SigningKeys keys() {
        return new SigningKeys(jdbc, SECRET, SETTINGS, clock);
    }

    private List<Integer> generations() {
        return jdbc.sql("select generation from signing_keys order by 1")
                .query((row, _) -> row.getInt(1))
                .list();
    }

    private static List<String> ids(JWKSet keys) {
        return keys.getKeys().stream().map(JWK::getKeyID).toList();
    }

    private static final class SetClock extends Clock {

        private Instant now = Instant.parse("2026-11-21T12:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
