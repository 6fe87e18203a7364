package dev.tradewind.gateway.entrance;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/// Where a request stands in the W3C trace it belongs to.
record Trace(String traceId, String spanId, String flags) {

    private static final String ATTRIBUTE = Trace.class.getName();
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})");
    private static final int TRACEPARENT_LENGTH = 55;

    /// Goes on with the caller's trace when it sent a proper one, else begins one.
    static Trace of(ServerWebExchange exchange) {
        if (exchange.getAttribute(ATTRIBUTE) instanceof Trace known) {
            return known;
        }
        var trace = continuing(exchange.getRequest().getHeaders().getFirst("traceparent"));
        exchange.getAttributes().put(ATTRIBUTE, trace);
        return trace;
    }

    /// Where no request could be read.
    static Trace fresh() {
        return continuing(null);
    }

    private static Trace continuing(@Nullable String traceparent) {
        var random = ThreadLocalRandom.current();
        var spanId = hex(random.nextLong());
        if (traceparent != null && traceparent.length() == TRACEPARENT_LENGTH) {
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
