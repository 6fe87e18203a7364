package dev.tradewind.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// What a listener counts.
final class ListenerMeters {

    private final Counter handled;
    private final Counter repeated;
    private final Counter parked;
    private final Counter skipped;
    private final Counter retried;

    ListenerMeters(MeterRegistry meters, String group) {
        handled = counter(meters, "handled", group, "Messages handed to the handler");
        repeated = counter(meters, "repeated", group, "Messages the inbox knew");
        parked = counter(meters, "parked", group, "Messages put aside");
        skipped = counter(meters, "skipped", group, "Messages nobody here wants or knows");
        retried = counter(meters, "retried", group, "Polls tried again because something was away");
    }

    private static Counter counter(MeterRegistry meters, String what, String group, String description) {
        return Counter.builder("listener.messages." + what)
                .description(description)
                .tag("group", group)
                .register(meters);
    }

    void handled(int fresh, int known) {
        handled.increment(fresh);
        repeated.increment(known);
    }

    void parked(int messages) {
        parked.increment(messages);
    }

    void skipped(int messages) {
        skipped.increment(messages);
    }

    void retried() {
        retried.increment();
    }
}
