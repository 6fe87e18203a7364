package dev.tradewind.notification.mailing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tradewind.notification.domain.Kind;
import dev.tradewind.notification.domain.Matter;
import dev.tradewind.notification.mailing.Receipts.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReceiptsTest {

    private static final int AT_ONCE = 4;

    private final List<Integer> written = new CopyOnWriteArrayList<>();
    private final CountDownLatch pen = new CountDownLatch(1);

    @Test
    void whoWaitsForThePenIsWrittenByWhoeverGetsItNext() throws Exception {
        var receipts = new Receipts(all -> {
            written.add(all.size());
            awaited(pen);
        });
        try (var carriers = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = carriers.submit(() -> receipts.write(mail(), "first"));
            await().until(() -> written.size() == 1);
            var others = IntStream.range(1, AT_ONCE)
                    .<Future<?>>mapToObj(i -> carriers.submit(() -> receipts.write(mail(), "other " + i)))
                    .toList();

            assertThat(first.isDone()).isFalse();
            pen.countDown();
            first.get();
            for (var other : others) {
                other.get();
            }
        }
        assertThat(written.getFirst()).isEqualTo(1);
        assertThat(written.stream().mapToInt(it -> it).sum()).isEqualTo(AT_ONCE);
    }

    @Test
    void whatCouldNotBeWrittenIsToldToEachAndKeepsNobodyElse() {
        var broken = new IllegalStateException("no pen");
        var receipts = new Receipts(this::refuseTheBad);

        assertThatThrownBy(() -> receipts.write(mail(), "bad")).hasRootCauseMessage(broken.getMessage());
        receipts.write(mail(), "good");

        assertThat(written).containsExactly(1);
    }

    private void refuseTheBad(List<Receipt> all) {
        if (all.stream().anyMatch(it -> it.providerId().equals("bad"))) {
            throw new IllegalStateException("no pen");
        }
        written.add(all.size());
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Outbound mail() {
        var id = UUID.randomUUID();
        return new Outbound(
                id,
                id,
                id,
                id,
                Kind.ORDER_CONFIRMED,
                Matter.ofOrder(null, null, null, List.of()),
                1,
                id,
                Instant.EPOCH);
    }
}
