package dev.tradewind.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.cache.Library.Book;
import dev.tradewind.cache.Library.Desk;
import dev.tradewind.local.server.Redis;
import dev.tradewind.messaging.Ids;
import dev.tradewind.testing.BreakableServer;
import dev.tradewind.testing.RealServers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A Redis that dies, is changed behind and comes back with what it had; and one that hangs.
@RealServers
@SpringBootTest(classes = Library.class, properties = "tradewind.cache.pause=100ms")
class WithoutRedisTest {

    private static final BreakableServer<Redis> REDIS = BreakableServer.redis();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Desk desk;
    private final StringRedisTemplate redis;
    private final MeterRegistry meters;

    WithoutRedisTest(@Autowired Desk desk, @Autowired StringRedisTemplate redis, @Autowired MeterRegistry meters) {
        this.desk = desk;
        this.redis = redis;
        this.meters = meters;
    }

    @DynamicPropertySource
    static void breakable(DynamicPropertyRegistry properties) {
        properties.add("spring.data.redis.port", () -> REDIS.program().port());
    }

    @AfterAll
    static void end() {
        REDIS.close();
    }

    @Test
    void I15_whatRedisComesBackWithIsNotOlderThanWhatChangedWhileItWasAway() {
        await().atMost(PATIENCE).until(() -> !isAway());
        var old = Library.put(Ids.next(), "Sanditon", 1);
        var kept = Library.put(Ids.next(), "The Watsons", 1);
        stored(old);
        stored(kept);

        REDIS.kill();
        desk.change(old.id(), "Charlotte", 2);
        assertThat(desk.read(old.id())).map(Book::version).contains(2L);
        assertThat(isAway()).isTrue();
        assertThat(desk.readAll(List.of(old.id(), kept.id()))).hasSize(2);
        desk.change(old.id(), "The Brothers", 3);
        assertThat(desk.read(old.id())).map(Book::version).contains(3L);

        REDIS.restart();
        await().atMost(PATIENCE).until(() -> !isAway());
        assertThat(redis.opsForValue().get(key(kept))).startsWith("1:");
        assertThat(redis.opsForValue().get(key(old))).isEqualTo("3:");
        assertThat(desk.read(old.id())).map(Book::version).contains(3L);
    }

    @Test
    void S6_aRedisThatHangsIsWaitedForOnceAndNotByEverybody() {
        await().atMost(PATIENCE).until(() -> !isAway());
        REDIS.freeze();
        try {
            var begun = System.nanoTime();
            for (int i = 0; i < 60; i++) {
                var book = Library.put(Ids.next(), "Evelyn", 1);
                assertThat(desk.read(book.id())).contains(book);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
            assertThat(meters.counter("cache.redis.failures").count()).isPositive();
        } finally {
            REDIS.thaw();
        }
        await().atMost(PATIENCE).until(() -> !isAway());
        var book = Library.put(Ids.next(), "Evelyn", 1);
        stored(book);
    }

    private void stored(Book book) {
        await().atMost(PATIENCE).until(() -> {
            desk.read(Library.put(Ids.next(), "wakes it", 1).id());
            desk.cache().forget(List.of(key(book)));
            desk.read(book.id());
            return !isAway() && redis.hasKey(key(book));
        });
    }

    private boolean isAway() {
        return meters.get("cache.redis.away").gauge().value() > 0;
    }

    private String key(Book book) {
        return desk.cache().key(book.id());
    }
}
