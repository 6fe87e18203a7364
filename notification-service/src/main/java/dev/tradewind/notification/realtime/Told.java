package dev.tradewind.notification.realtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// How much is told, by transport.
@Component
class Told {

    private static final Duration LONG = Duration.ofSeconds(1);
    private static final String NAME = "tradewind.realtime.told";

    private final Counter sockets;
    private final Counter streams;
    private final Counter polls;
    private final Counter cut;

    Told(MeterRegistry meters) {
        sockets = meters.counter(NAME, "transport", "websocket");
        streams = meters.counter(NAME, "transport", "stream");
        polls = meters.counter(NAME, "transport", "poll");
        cut = meters.counter("tradewind.realtime.cut");
    }

    void bySocket(int messages) {
        sockets.increment(messages);
    }

    void byStream(int messages) {
        streams.increment(messages);
    }

    void byPoll(int messages) {
        polls.increment(messages);
    }

    /// A connection broke while something was written to it: when that took long, because its client did not read.
    void broke(long begunNanos) {
        if (System.nanoTime() - begunNanos > LONG.toNanos()) {
            cut.increment();
        }
    }
}
