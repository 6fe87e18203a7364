package dev.tradewind.notification.mailing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.notification.domain.Kind;
import dev.tradewind.notification.domain.Matter;
import dev.tradewind.notification.mailing.Receipts.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ReceiptsTest {

    private static final int AT_ONCE = 4;
    private static final int EACH = 25;

    private final List<List<String>> written = new CopyOnWriteArrayList<>();
    private final Receipts receipts = new Receipts(AT_ONCE, this::write);

    @Test
    void thoseWhoSendAtOnceShareACommitAndNobodyIsAheadOfHisOwn() throws Exception {
        var start = new CyclicBarrier(AT_ONCE);
        try (var carriers = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, AT_ONCE)
                    .<Future<?>>mapToObj(carrier -> carriers.submit(() -> {
                        start.await();
                        for (var i = 0; i < EACH; i++) {
                            var name = carrier + "-" + i;
                            receipts.write(mail(), name);
                            assertThat(written).anyMatch(it -> it.contains(name));
                        }
                        return null;
                    }))
                    .toList();
            for (var one : all) {
                one.get();
            }
        }

        assertThat(written.stream().flatMap(List::stream))
                .hasSize(AT_ONCE * EACH)
                .doesNotHaveDuplicates();
        assertThat(written).allMatch(it -> it.size() <= AT_ONCE).hasSizeLessThan(AT_ONCE * EACH);
    }

    @Test
    void whoIsAloneWaitsAMomentForOthersAndNotLonger() {
        receipts.write(mail(), "alone");

        assertThat(written).containsExactly(List.of("alone"));
    }

    @Test
    void whoIsInAHurryWritesAtOnceAndIsInAHurryStill() {
        Thread.currentThread().interrupt();

        receipts.write(mail(), "hurried");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(written).containsExactly(List.of("hurried"));
    }

    @Test
    void whatCouldNotBeWrittenIsToldToWhoeverWroteAndKeepsNobodyElse() {
        assertThatThrownBy(() -> receipts.write(mail(), "bad")).hasRootCauseMessage("no pen");
        receipts.write(mail(), "good");

        assertThat(written).containsExactly(List.of("good"));
    }

    @Test
    void nobodyWaitsForAWriterWhoBrokeDown() {
        var all = IntStream.range(0, AT_ONCE)
                .mapToObj(_ -> new FutureTask<Void>(() -> receipts.write(mail(), "worst"), null))
                .toList();
        all.forEach(Thread.ofVirtual()::start);

        assertThat(all)
                .allSatisfy(one ->
                        assertThatThrownBy(() -> one.get(5, TimeUnit.SECONDS)).hasRootCauseMessage("no ink"));
    }

    private void write(List<Receipt> all) {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("A note that is interrupted is lost");
        }
        var names = all.stream().map(Receipt::providerId).toList();
        if (names.contains("bad")) {
            throw new IllegalStateException("no pen");
        }
        if (names.contains("worst")) {
            throw new AssertionError("no ink");
        }
        written.add(names);
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
