package dev.tradewind.local.suite;

import java.util.List;
import java.util.Map;

/// What a suite is started for, which decides what is worth its time.
public enum Purpose {
    /// Used, ended and started again.
    EVERYDAY,

    /// Under load for hours: what orders pass is compiled a second time, and better. That takes half of two processors
    /// for the first minutes, which only a load that lasts longer pays back.
    LASTING_LOAD,

    /// Ended by whoever started it, never to start again.
    TEST;

    /// For every other JVM whatever its suite is for.
    static final List<String> COMPILED_ONCE = List.of("-XX:TieredStopAtLevel=1");

    /// Flags of every JVM that orders pass.
    List<String> compiler() {
        return this == LASTING_LOAD ? List.of() : COMPILED_ONCE;
    }

    /// A story that looks whether anything changes first waits for what changes by the clock, which is a minute without
    /// this.
    Map<String, String> environment() {
        return this == TEST ? Map.of("TRADEWIND_SEARCH_TOGETHERPAUSE", "5s") : Map.of();
    }

    /// Recording a start slows it down, and writing down what was recorded the end.
    boolean recordsStarts() {
        return this != TEST;
    }
}
