package dev.tradewind.auth.throttling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.messaging.Ids;
import dev.tradewind.testing.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/// Redis and memory count alike.
class AttemptsTest {

    private static final ThrottlingProperties LIMITS = new ThrottlingProperties(2, 3, Duration.ofMinutes(15));
    private static final LettuceConnectionFactory REDIS = redis();
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final String address = Ids.next().toString();

    static Stream<Attempts> both() {
        return Stream.of(new AttemptsInRedis(new StringRedisTemplate(REDIS), LIMITS), new AttemptsInMemory(LIMITS));
    }

    @AfterAll
    static void disconnect() {
        REDIS.destroy();
    }

    @ParameterizedTest
    @MethodSource("both")
    void afterTheLastAttemptOneWaitsUntilTheFirstIsForgotten(Attempts attempts) {
        var ana = Asker.of(address + "@x.test", address);

        assertThat(attempts.count(ana, "1", NOW)).isZero();
        assertThat(attempts.count(ana, "2", NOW.plusSeconds(60))).isZero();
        assertThat(attempts.count(ana, "3", NOW.plusSeconds(120))).isEqualTo(Duration.ofMinutes(13));
        assertThat(attempts.count(ana, "", NOW.plusSeconds(120))).isEqualTo(Duration.ofMinutes(13));
        assertThat(attempts.count(ana, "4", NOW.plus(Duration.ofMinutes(15)))).isZero();
    }

    @ParameterizedTest
    @MethodSource("both")
    void anAddressMayTryMoreThanAnAccountButNotForEver(Attempts attempts) {
        for (int i = 0; i < 3; i++) {
            assertThat(attempts.count(Asker.of(i + address, address), "a" + i, NOW))
                    .isZero();
        }

        assertThat(attempts.count(Asker.of("4" + address, address), "a4", NOW)).isEqualTo(Duration.ofMinutes(15));
        assertThat(attempts.count(Asker.of("4" + address, address + "0"), "a5", NOW))
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("both")
    void whatSucceededOrOnlyAskedDoesNotCount(Attempts attempts) {
        var ana = Asker.of(address + "@x.test", address);

        for (int i = 0; i < 10; i++) {
            assertThat(attempts.count(ana, "b" + i, NOW)).isZero();
            assertThat(attempts.count(ana, "", NOW)).isZero();
            attempts.forget(ana, "b" + i);
        }
    }

    @Test
    void whoAsksIsCountedWithoutBeingNamed() {
        assertThat(Asker.of("Ana@X.test", "10.0.0.1")).isEqualTo(Asker.of("ana@x.test", "10.0.0.1"));
        assertThat(Asker.of("ana@x.test", "10.0.0.1").account()).doesNotContain("ana");
        assertThat(Asker.of("a", "2001:db8::1").address())
                .isEqualTo(Asker.of("a", "2001:db8::ffff").address());
        assertThat(Asker.of("a", "not an address").address()).isEqualTo("not an address");
    }

    private static LettuceConnectionFactory redis() {
        var factory = new LettuceConnectionFactory(
                Servers.redis().host(), Servers.redis().port());
        factory.afterPropertiesSet();
        factory.start();
        return factory;
    }
}
