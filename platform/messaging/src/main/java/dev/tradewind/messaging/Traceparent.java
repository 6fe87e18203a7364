package dev.tradewind.messaging;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.MDC;

/// The W3C trace a message belongs to.
public final class Traceparent {

    private static final String KEY = "traceparent";

    private Traceparent() {}

    /// The trace of the request being answered, which the platform keeps in the MDC; else a new one. Whoever hands
    /// its work to another thread takes it along in [Outgoing].
    public static String current() {
        var current = MDC.get(KEY);
        return current == null ? begin() : current;
    }

    private static String begin() {
        var random = ThreadLocalRandom.current();
        var hex = HexFormat.of();
        return "00-" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong() | 1) + "-"
                + hex.toHexDigits(random.nextLong() | 1) + "-01";
    }
}
