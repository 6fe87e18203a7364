package dev.tradewind.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

class BucketTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int NOBODY_LISTENS = 9;

    @Test
    void soManyASecondAndNotOneMore() {
        var bucket = new Bucket(10, 0);

        IntStream.range(0, 10).forEach(_ -> assertThat(bucket.take(0)).isZero());

        assertThat(bucket.take(0)).isBetween(Duration.ofMillis(99), Duration.ofMillis(101));
        assertThat(bucket.take(SECOND / 10 + 1)).isZero();
        assertThat(bucket.take(SECOND / 10 + 1)).isPositive();
        assertThat(IntStream.range(0, 20)
                        .filter(_ -> bucket.take(5 * SECOND).isZero())
                        .count())
                .isEqualTo(10);
    }

    @Test
    void whatOthersLetInCountsAndIsPaidBack() {
        var bucket = new Bucket(10, 0);
        bucket.take(0);
        assertThat(bucket.tell()).isEqualTo(1);
        bucket.take(0);

        bucket.hear(-4, 0);

        assertThat(bucket.take(0)).isBetween(Duration.ofMillis(599), Duration.ofMillis(601));
        assertThat(bucket.take(SECOND)).isZero();
    }

    @Test
    void withoutRedisEachGatewayCountsForItselfAndNobodyWaits() {
        var meters = new SimpleMeterRegistry();
        var connections = new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", NOBODY_LISTENS));
        connections.afterPropertiesSet();
        connections.start();
        var buckets = new Buckets(2, 2, 2);
        var shared = new SharedBuckets(buckets, new StringRedisTemplate(connections), meters);
        shared.start();
        try {
            assertThat(buckets.order("a")).isZero();
            assertThat(buckets.order("a")).isZero();
            assertThat(buckets.order("a")).isPositive();
            await().untilAsserted(() -> assertThat(
                            meters.counter("gateway.limits.unshared").count())
                    .isPositive());
            assertThat(buckets.order("b")).isZero();
        } finally {
            shared.stop();
            connections.destroy();
        }
    }
}
