package dev.tradewind.web;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a request stands in the W3C trace it belongs to.
record Trace(String traceId, String spanId, String flags) {

    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})");

    /// Goes on with the caller's trace when it sent a proper one, else begins one.
    static Trace continuing(@Nullable String traceparent) {
        var random = ThreadLocalRandom.current();
        var spanId = hex(random.nextLong());
        if (traceparent != null && traceparent.length() == 55) {
            var theirs = TRACEPARENT.matcher(traceparent);
            if (theirs.matches()) {
                return new Trace(theirs.group(1), spanId, theirs.group(3));
            }
        }
        return new Trace(hex(random.nextLong()) + hex(random.nextLong()), spanId, "01");
    }

    String traceparent() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }

    private static String hex(long number) {
        return HexFormat.of().toHexDigits(number | 1);
    }
}
