package dev.tradewind.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// What the relay counts.
final class RelayMeters {

    private final Counter batches;
    private final Counter rows;

    RelayMeters(MeterRegistry meters) {
        batches = Counter.builder("outbox.relay.batches")
                .description("Rounds in which something was sent")
                .register(meters);
        rows = Counter.builder("outbox.relay.rows")
                .description("Messages Kafka acknowledged")
                .register(meters);
    }

    void sent(int acknowledged) {
        if (acknowledged > 0) {
            batches.increment();
            rows.increment(acknowledged);
        }
    }
}
