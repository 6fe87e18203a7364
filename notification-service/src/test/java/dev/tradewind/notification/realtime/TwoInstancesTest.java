package dev.tradewind.notification.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.notification.NotificationApplication;
import dev.tradewind.notification.updates.UpdateLog;
import dev.tradewind.testing.SecondInstance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The service twice, with one database and one Redis.
@Timeout(180)
class TwoInstancesTest extends WithListeners {

    private static final boolean FULL = Boolean.getBoolean("tradewind.full");
    private static final int CHANGES = FULL ? 3_000 : 250;
    private static final long EVERY_MILLIS = 20;
    private static final double MOST_MILLIS = FULL ? 150 : 1_000;
    private static final int MESSAGES = 1_000;
    private static final int AHEAD = 10;
    private static final int CUTS = 100;
    private static final int MOST_OF_A_CONNECTION = 7;

    private static @Nullable SecondInstance second;

    @Autowired
    private ConfigurableApplicationContext context;

    @BeforeEach
    void startTheOther() {
        if (second == null) {
            second = SecondInstance.of(NotificationApplication.class, context);
        }
        awaitThatTheyHearEachOther(true);
    }

    @AfterAll
    static void stopTheOther() {
        if (second != null) {
            second.close();
            second = null;
        }
    }

    @Test
    void P6_aChangeReachesAWebSocketOnOneInstanceAndAStreamOnTheOtherSoon() throws Exception {
        var committed = new AtomicLongArray(CHANGES);
        var bySocket = new AtomicLongArray(CHANGES);
        var byStream = new AtomicLongArray(CHANGES);
        var all = new CountDownLatch(2 * CHANGES);
        tell(changed(0));
        var receipt = new CountDownLatch(1);
        try (var socket = StompClient.connect(other().port(), token(), frame -> {
                    var now = System.nanoTime();
                    switch (frame.command()) {
                        case "CONNECTED" -> {}
                        case "RECEIPT" -> receipt.countDown();
                        default -> {
                            bySocket.set(number(frame.body()), now);
                            all.countDown();
                        }
                    }
                });
                var _ = EventClient.open(port, staffToken(), "?topics=orders", null, event -> {
                    if (event.name().equals("message")) {
                        byStream.set(number(event.data()), System.nanoTime());
                        all.countDown();
                    }
                })) {
            socket.ask("a", "/topic/orders/" + order);
            assertThat(receipt.await(20, TimeUnit.SECONDS)).isTrue();
            var next = new AtomicInteger();
            try (var clock = Executors.newScheduledThreadPool(4)) {
                var ticking = clock.scheduleAtFixedRate(
                        () -> {
                            var number = next.getAndIncrement();
                            if (number < CHANGES) {
                                tellAt(number % 2 == 0, number, () -> committed.set(number, System.nanoTime()));
                            }
                        },
                        0,
                        EVERY_MILLIS,
                        TimeUnit.MILLISECONDS);
                assertThat(all.await(120, TimeUnit.SECONDS)).as("all have come").isTrue();
                ticking.cancel(false);
            }
        }

        assertThat(report("WebSocket on the other instance", bySocket, committed))
                .isLessThan(MOST_MILLIS);
        assertThat(report("event stream on this instance", byStream, committed)).isLessThan(MOST_MILLIS);
    }

    @Test
    void K8_aClientThatIsCutAHundredTimesGetsEveryMessageOnceAndInOrder() throws Exception {
        var random = new Random(6);
        tell(changed(0));
        var cursor = poll(port, token(), "").cursor();
        var seen = new ArrayList<Integer>();
        var cuts = 0;
        // Whoever could get all of it in a few connections would not be cut often enough.
        var ahead = new Semaphore(AHEAD);
        var writer = Thread.ofVirtual().start(() -> {
            for (int i = 1; i <= MESSAGES; i++) {
                ahead.acquireUninterruptibly();
                tellAt(i % 3 == 0, i);
            }
        });
        while (seen.size() < MESSAGES) {
            var before = seen.size();
            var at = random.nextBoolean() ? port : other().port();
            var most = 1 + random.nextInt(MOST_OF_A_CONNECTION);
            switch (random.nextInt(3)) {
                case 0 -> {
                    cursor = bySocket(at, cursor, seen, most);
                    cuts++;
                }
                case 1 -> {
                    cursor = byStream(at, cursor, seen, most);
                    cuts++;
                }
                // Answered, and so not cut.
                default -> cursor = byPoll(at, cursor, seen);
            }
            ahead.release(seen.size() - before);
        }
        writer.join();

        System.out.printf(Locale.ROOT, "cut %d times during %d messages%n", cuts, MESSAGES);
        assertThat(seen).isEqualTo(IntStream.rangeClosed(1, MESSAGES).boxed().toList());
        assertThat(poll(port, token(), "?after=" + cursor).items()).isEmpty();
        assertThat(cuts).isGreaterThanOrEqualTo(CUTS);
    }

    private String bySocket(int at, String cursor, List<Integer> seen, int most) throws Exception {
        var ear = new LinkedBlockingQueue<Heard>();
        try (var socket = StompClient.connect(at, token(), frame -> {
            if (frame.command().equals("MESSAGE")) {
                ear.add(new Heard(number(frame.body()), frame.header("cursor")));
            }
        })) {
            socket.ask("a", MINE, "after:" + cursor);
            return listen(ear, seen, most, cursor);
        }
    }

    private String byStream(int at, String cursor, List<Integer> seen, int most) throws Exception {
        var ear = new LinkedBlockingQueue<Heard>();
        try (var _ = EventClient.open(at, token(), "", cursor, event -> {
            if (event.name().equals("message")) {
                ear.add(new Heard(number(event.data()), event.id()));
            }
        })) {
            return listen(ear, seen, most, cursor);
        }
    }

    private String byPoll(int at, String cursor, List<Integer> seen) throws Exception {
        var polled = poll(at, token(), "?wait=5&after=" + cursor);
        polled.items().forEach(it -> seen.add(it.get("data").get("n").asInt()));
        return polled.cursor();
    }

    @Test
    void withoutRedisMessagesComeStillAndQuicklyAgainWhenItIsBack() throws Exception {
        try (var here = StompClient.connect(port, token());
                var there = StompClient.connect(other().port(), token())) {
            here.subscribe("a", MINE);
            there.subscribe("a", MINE);
            tell(changed(1));
            hear(1, here, there);

            REDIS.kill();
            try {
                awaitThatTheyHearEachOther(false);
                tell(changed(2));
                hear(2, here, there);
                tellAt(true, 3);
                hear(3, here, there);
            } finally {
                // Others need it too.
                REDIS.restart();
            }
            awaitThatTheyHearEachOther(true);
            tellAt(true, 4);
            tell(changed(5));
            hear(4, here, there);
            hear(5, here, there);
        }
    }

    private record Heard(int number, String cursor) {}

    /// @return the cursor behind the last that was taken
    private static String listen(BlockingQueue<Heard> ear, List<Integer> seen, int messages, String cursor)
            throws InterruptedException {
        var last = cursor;
        for (int i = 0; i < messages && seen.size() < MESSAGES; i++) {
            var heard = ear.poll(20, TimeUnit.SECONDS);
            assertThat(heard).as("comes after %d", seen.size()).isNotNull();
            seen.add(Objects.requireNonNull(heard).number());
            last = heard.cursor();
        }
        return last;
    }

    private void hear(int number, StompClient... clients) throws InterruptedException {
        for (var client : clients) {
            assertThat(number(client.next("MESSAGE").body())).isEqualTo(number);
        }
    }

    private void tellAt(boolean there, int number) {
        tellAt(there, number, () -> {});
    }

    /// @param committed run behind the commit, and before anybody is told of it
    private void tellAt(boolean there, int number, Runnable committed) {
        var transaction =
                new TransactionTemplate(there ? other().bean(PlatformTransactionManager.class) : transactions);
        transaction.executeWithoutResult(_ -> {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

                @Override
                public void afterCommit() {
                    committed.run();
                }
            });
            (there ? other().bean(UpdateLog.class) : log).append(List.of(changed(number)));
        });
    }

    private void awaitThatTheyHearEachOther(boolean expected) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(context.getBean(Line.class).isHeard()).isEqualTo(expected);
            assertThat(other().bean(Line.class).isHeard()).isEqualTo(expected);
        });
    }

    private static SecondInstance other() {
        return Objects.requireNonNull(second);
    }

    private static double report(String what, AtomicLongArray heard, AtomicLongArray committed) {
        var millis = IntStream.range(0, heard.length())
                .mapToDouble(it -> (heard.get(it) - committed.get(it)) / 1e6)
                .sorted()
                .toArray();
        assertThat(millis[0]).as("nobody hears of what is not committed").isPositive();
        var p99 = millis[(int) Math.ceil(millis.length * 0.99) - 1];
        System.out.printf(
                Locale.ROOT,
                "%s: %d changes at %d/s, after the commit: p50 %.1f ms, p99 %.1f ms, most %.1f ms%n",
                what,
                millis.length,
                1_000 / EVERY_MILLIS,
                millis[millis.length / 2],
                p99,
                Arrays.stream(millis).max().orElse(0));
        return p99;
    }
}
