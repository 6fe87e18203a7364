package dev.tradewind.local.suite;

import java.util.List;

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

    /// Recording a start slows it down, and writing down what was recorded the end.
    boolean recordsStarts() {
        return this != TEST;
    }
}
