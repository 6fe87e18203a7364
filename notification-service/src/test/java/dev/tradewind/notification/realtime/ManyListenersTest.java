package dev.tradewind.notification.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.messaging.Ids;
import dev.tradewind.notification.updates.Audience;
import dev.tradewind.notification.updates.Update;
import dev.tradewind.testing.TestTokens;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/// Rooms full of listeners, at an instance in a process of its own; what they hear is committed at another.
@Timeout(600)
class ManyListenersTest extends WithListeners {

    private static final boolean FULL = Boolean.getBoolean("tradewind.full");
    private static final int OF_EACH = FULL ? 2_000 : 100;
    private static final int ROOMS = FULL ? 40 : 5;
    private static final int MESSAGES = FULL ? 3_000 : 300;
    private static final long EVERY_MILLIS = 10;

    @Autowired
    private ConfigurableApplicationContext context;

    /// One client, which must hear the messages of its room in their order.
    private static final class Ear {

        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger wrong = new AtomicInteger();
        private final AtomicLongArray nanos = new AtomicLongArray(MESSAGES / ROOMS);

        void hear(JsonNode message) {
            var now = System.nanoTime();
            var data = message.get("data");
            var number = data.get("n").asInt();
            if (next.get() == number) {
                nanos.set(number, now - data.get("at").asLong());
            } else {
                wrong.incrementAndGet();
            }
            next.incrementAndGet();
        }
    }

    @Test
    void P6_everybodyInFullRoomsHearsEverything() throws Exception {
        var rooms = IntStream.range(0, ROOMS).mapToObj(_ -> Ids.next()).toList();
        var ears = new ArrayList<List<Ear>>();
        rooms.forEach(_ -> ears.add(new ArrayList<>()));
        var open = new ArrayList<AutoCloseable>();
        try (var service = OwnProcess.beside(context)) {
            var before = service.heapBytes();
            connect(service.port(), rooms, ears, open);
            var perConnection = (service.heapBytes() - before) / (2L * OF_EACH);
            var cpu = service.cpuNanos();
            var begun = System.nanoTime();

            shout(rooms);

            var perRoom = MESSAGES / ROOMS;
            Awaitility.await()
                    .atMost(Duration.ofMinutes(4))
                    .untilAsserted(() -> assertThat(ears)
                            .allSatisfy(room -> assertThat(room).allMatch(it -> it.next.get() == perRoom)));
            assertThat(ears).allSatisfy(room -> assertThat(room).allMatch(it -> it.wrong.get() == 0));
            var pushes = 2L * OF_EACH * perRoom;
            var millis = ears.stream()
                    .flatMap(List::stream)
                    .flatMapToDouble(ear -> IntStream.range(0, perRoom).mapToDouble(it -> ear.nanos.get(it) / 1e6))
                    .sorted()
                    .toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%d WebSockets and %d streams in %d rooms: %d messages, %d pushes in %.1f s, %.0f us of CPU each;"
                            + " %d KiB of heap for each connection; from before the commit to the client p50 %.1f ms,"
                            + " p99 %.1f ms; load %.1f%n",
                    OF_EACH,
                    OF_EACH,
                    ROOMS,
                    MESSAGES,
                    pushes,
                    (System.nanoTime() - begun) / 1e9,
                    (double) (service.cpuNanos() - cpu) / pushes / 1_000,
                    perConnection / 1_024,
                    millis[millis.length / 2],
                    millis[(int) Math.ceil(millis.length * 0.99) - 1],
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            for (var each : open) {
                each.close();
            }
        }
    }

    private void connect(int port, List<UUID> rooms, List<List<Ear>> ears, List<AutoCloseable> open) throws Exception {
        var ready = new AtomicInteger();
        var connecting = new ArrayList<Callable<AutoCloseable>>();
        for (int i = 0; i < OF_EACH; i++) {
            var room = rooms.get(i % ROOMS);
            var socketEar = new Ear();
            var streamEar = new Ear();
            ears.get(i % ROOMS).addAll(List.of(socketEar, streamEar));
            connecting.add(() -> {
                var client = StompClient.connect(port, TestTokens.customer(Ids.next(), room), frame -> {
                    switch (frame.command()) {
                        case "MESSAGE" -> socketEar.hear(json.readTree(frame.body()));
                        case "RECEIPT" -> ready.incrementAndGet();
                        default -> {}
                    }
                });
                client.ask("r", "/topic/organizations/" + room);
                return client;
            });
            connecting.add(() -> EventClient.open(port, TestTokens.customer(Ids.next(), room), "", null, event -> {
                if (event.name().equals("open")) {
                    ready.incrementAndGet();
                } else {
                    streamEar.hear(json.readTree(event.data()));
                }
            }));
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var each : threads.invokeAll(connecting)) {
                open.add(each.get());
            }
        }
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> ready.get() == 2 * OF_EACH);
    }

    private void shout(List<UUID> rooms) throws Exception {
        var next = new AtomicInteger();
        try (var clock = Executors.newSingleThreadScheduledExecutor()) {
            var ticking = clock.scheduleAtFixedRate(
                    () -> {
                        var number = next.getAndIncrement();
                        if (number < MESSAGES) {
                            var data = json.createObjectNode()
                                    .put("n", number / ROOMS)
                                    .put("at", System.nanoTime());
                            tell(new Update(
                                    rooms.get(number % ROOMS), new Audience.Members(), "announcement", data, NOW));
                        }
                    },
                    0,
                    EVERY_MILLIS,
                    TimeUnit.MILLISECONDS);
            Awaitility.await().atMost(Duration.ofMinutes(4)).until(() -> next.get() > MESSAGES);
            ticking.cancel(false);
        }
    }
}
