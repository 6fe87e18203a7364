package dev.tradewind.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.cache.Library.Book;
import dev.tradewind.cache.Library.Desk;
import dev.tradewind.messaging.Broadcast;
import dev.tradewind.messaging.Ids;
import dev.tradewind.testing.RealServers;
import dev.tradewind.testing.SecondInstance;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@RealServers(redis = true)
@SpringBootTest(
        classes = Library.class,
        properties = {
            "spring.data.redis.timeout=5s",
            "tradewind.cache.lease=3s",
            "tradewind.cache.deaf-after=4s",
            "tradewind.cache.trust-while-deaf=1ms"
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadCacheTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CROWD = 50;

    private final ConfigurableApplicationContext context;
    private final Desk first;
    private final StringRedisTemplate redis;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final SecondInstance other;
    private final Desk second;

    ReadCacheTest(
            @Autowired ConfigurableApplicationContext context,
            @Autowired Desk desk,
            @Autowired StringRedisTemplate redis,
            @Autowired TransactionTemplate transaction,
            @Autowired MeterRegistry meters) {
        this.context = context;
        this.first = desk;
        this.redis = redis;
        this.transaction = transaction;
        this.meters = meters;
        this.other = SecondInstance.of(Library.class, context);
        this.second = other.bean(Desk.class);
    }

    @BeforeAll
    void bothHear() {
        for (var each : List.of(context, other.context())) {
            var hearing = each.getBean(Hearing.class);
            await().atMost(PATIENCE)
                    .until(() -> hearing.trusts(
                            System.nanoTime() - Duration.ofHours(1).toNanos()));
        }
    }

    @AfterAll
    void end() {
        other.close();
    }

    @Test
    void S6_whatWasReadOnceIsReadFromTheInstanceAndByOthersFromRedis() {
        var book = Library.put(Ids.next(), "Persuasion", 1);
        var before = loads();

        assertThat(first.read(book.id())).contains(book);
        assertThat(first.read(book.id())).contains(book);
        assertThat(second.read(book.id())).contains(book);
        assertThat(second.readAll(List.of(book.id()))).containsEntry(book.id(), book);

        assertThat(loads() - before).isEqualTo(1);
        assertThat(redis.getExpire(key(book.id()), TimeUnit.MILLISECONDS)).isBetween(400_000L, 600_000L);
    }

    @Test
    void S6_ofManyWhoAskAtOnceOnBothInstancesOneLoads() throws Exception {
        var book = Library.put(Ids.next(), "Emma", 1);
        var before = loads();
        var waits = other.bean(MeterRegistry.class).counter("cache.lease.waits", "cache", "books");
        var waited = waits.count();
        var loading = new CountDownLatch(1);

        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<Book>>> asked = new ArrayList<>();
            asked.add(crowd.submit(() -> first.read(book.id(), it -> {
                loading.countDown();
                // The first comes back when the other instance has been seen waiting for it.
                await().atMost(PATIENCE).until(() -> waits.count() > waited);
                return Optional.of(book);
            })));
            assertThat(loading.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < CROWD; i++) {
                asked.add(crowd.submit(() -> first.read(book.id())));
                asked.add(crowd.submit(() -> second.read(book.id())));
            }
            for (var each : asked) {
                assertThat(each.get()).contains(book);
            }
        }
        assertThat(loads() - before).isEqualTo(1);
    }

    @Test
    void S6_whoLoadsAndNeverComesBackIsWaitedForNoLongerThanItsLease() {
        var book = Library.put(Ids.next(), "Lady Susan", 1);
        redis.opsForValue().set("{" + key(book.id()) + "}:lease", "of one who died", PATIENCE);

        var begun = System.nanoTime();
        assertThat(first.read(book.id())).contains(book);

        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(10));
    }

    @Test
    void S6_aChangeOnOneInstanceIsSeenOnTheOther() {
        var old = Library.put(Ids.next(), "First Impressions", 1);
        first.read(old.id());
        second.read(old.id());

        second.change(old.id(), "Pride and Prejudice", 2);

        assertThat(second.read(old.id())).map(Book::version).contains(2L);
        await().atMost(PATIENCE).until(() -> first.read(old.id()).orElseThrow().version() == 2);
    }

    @Test
    void I15_whoLoadedBeforeTheChangeDoesNotPutTheOldOneBack() throws Exception {
        var old = Library.put(Ids.next(), "Elinor and Marianne", 1);
        var read = new CountDownLatch(1);
        var changed = new CountDownLatch(1);

        try (var slow = Executors.newVirtualThreadPerTaskExecutor()) {
            var late = slow.submit(() -> first.read(old.id(), _ -> {
                read.countDown();
                return waited(changed, () -> Optional.of(old));
            }));
            assertThat(read.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            // Redis learns of it at once, this instance soon: both orders must be right.
            second.change(old.id(), "Sense and Sensibility", 2);
            changed.countDown();
            late.get();
        }

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(first.read(old.id())).map(Book::version).contains(2L));
        assertThat(redis.opsForValue().get(key(old.id()))).startsWith("2:");
        assertThat(second.read(old.id())).map(Book::version).contains(2L);
    }

    @Test
    void I15_anInstanceThatHasHeardOfTheChangeStoresNothingOlderEvenWhenRedisHasForgotten() throws Exception {
        var old = Library.put(Ids.next(), "Catharine", 1);
        var read = new CountDownLatch(1);
        var changed = new CountDownLatch(1);

        try (var slow = Executors.newVirtualThreadPerTaskExecutor()) {
            var late = slow.submit(() -> first.read(old.id(), _ -> {
                read.countDown();
                return waited(changed, () -> Optional.of(old));
            }));
            assertThat(read.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            first.change(old.id(), "The Bower", 2);
            redis.delete(key(old.id()));
            changed.countDown();
            late.get();
        }

        assertThat(redis.opsForValue().get(key(old.id()))).isIn(null, "2:");
        assertThat(first.read(old.id())).map(Book::version).contains(2L);
    }

    @Test
    void S6_manyAreReadInOneGoAndOnlyWhatIsMissingIsLoaded() {
        var books = List.of("Northanger Abbey", "Sanditon", "The Watsons").stream()
                .map(title -> Library.put(Ids.next(), title, 1))
                .toList();
        var ids = books.stream().map(Book::id).toList();
        first.read(ids.getFirst());
        var before = loads();

        assertThat(second.readAll(ids)).hasSize(3);
        assertThat(first.readAll(ids)).hasSize(3).containsEntry(ids.get(1), books.get(1));
        assertThat(first.readAll(List.of(Ids.next()))).isEmpty();

        assertThat(loads() - before).isEqualTo(2);
    }

    @Test
    void S6_whoKnowsHowNewSomethingIsNeverReadsAnOlderCopyOfIt() {
        var old = Library.put(Ids.next(), "Elinor and Marianne", 1);
        first.read(old.id());
        second.read(old.id());
        var before = loads();

        // Nobody is told of it.
        var book = Library.put(old.id(), "Sense and Sensibility", 2);

        assertThat(second.read(old.id())).contains(old);
        assertThat(second.readAll(List.of(old.id()), 2)).containsEntry(old.id(), book);
        assertThat(first.readAll(List.of(old.id()), 2)).containsEntry(old.id(), book);
        assertThat(first.readAll(List.of(old.id()), 1)).containsKey(old.id());
        assertThat(loads() - before).isEqualTo(1);
    }

    @Test
    void S6_insideATransactionTheTruthIsReadAndNothingKept() {
        var book = Library.put(Ids.next(), "Mansfield Park", 1);
        first.read(book.id());

        transaction.executeWithoutResult(_ -> {
            var mine = Library.put(book.id(), "Not yet committed", 2);
            assertThat(first.read(book.id())).contains(mine);
            assertThat(first.readAll(List.of(book.id()))).containsEntry(book.id(), mine);
            Library.put(book.id(), "Mansfield Park", 1);
        });

        assertThat(first.read(book.id())).contains(book);
        assertThat(second.read(book.id())).contains(book);
    }

    @Test
    void S6_anInstanceThatDoesNotHearOfChangesServesNoCopyOfItsOwnAndRecovers() {
        var old = Library.put(Ids.next(), "Susan", 1);
        var listening = other.bean(Broadcast.class);
        second.read(old.id());
        listening.stop();
        await().atMost(PATIENCE).until(() -> listening.sinceUpToDate().compareTo(Duration.ofSeconds(4)) > 0);

        first.change(old.id(), "Northanger Abbey", 2);

        assertThat(second.read(old.id())).map(Book::version).contains(2L);
        listening.start();
        await().atMost(PATIENCE).until(() -> listening.sinceUpToDate().compareTo(Duration.ofSeconds(1)) < 0);
        assertThat(second.read(old.id())).map(Book::version).contains(2L);
    }

    @Test
    void S6_whatIsLargeIsKeptByTheInstanceAndTakesNoPlaceInRedis() {
        var book = Library.put(Ids.next(), "x".repeat(40_000), 1);
        var before = loads();

        assertThat(first.read(book.id())).contains(book);
        assertThat(first.read(book.id())).contains(book);
        assertThat(redis.hasKey(key(book.id()))).isFalse();
        assertThat(second.readAll(List.of(book.id()))).containsEntry(book.id(), book);
        assertThat(second.read(book.id())).contains(book);

        assertThat(redis.hasKey(key(book.id()))).isFalse();
        assertThat(loads() - before).isEqualTo(2);
    }

    @Test
    void S6_anInstanceKeepsByBytesAndNotByNumber() {
        ReadCache<UUID, Book> shelf = context.getBean(Caches.class)
                .open(Shape.of("heavy-books", Book.class, Book::version).keeping(100_000));
        for (int i = 0; i < 100; i++) {
            shelf.find(Ids.next(), id -> Optional.of(new Book(id, "x".repeat(10_000), 1)));
        }

        assertThat(shelf.size()).isBetween(1L, 9L);
    }

    @Test
    void S6_absenceIsNotRemembered() {
        var id = Ids.next();
        assertThat(first.read(id)).isEmpty();
        var book = Library.put(id, "Came later", 1);
        assertThat(first.read(id)).contains(book);
    }

    @Test
    void S6_whatIsSeenFromOutsideIsCounted() {
        var book = Library.put(Ids.next(), "Love and Freindship", 1);
        var near = meters.counter("cache.reads", "cache", "books", "from", "near");
        var before = near.count();
        await().atMost(PATIENCE).until(() -> first.read(book.id()).isPresent() && near.count() > before);
        assertThat(meters.get("cache.invalidations.staleness").gauge().value()).isLessThan(60);
        assertThat(meters.get("cache.redis.away").gauge().value()).isZero();
    }

    private static <T> T waited(CountDownLatch latch, Callable<T> then) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return then.call();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private int loads() {
        return first.loads().get() + second.loads().get();
    }

    private String key(UUID id) {
        return first.cache().key(id);
    }
}
