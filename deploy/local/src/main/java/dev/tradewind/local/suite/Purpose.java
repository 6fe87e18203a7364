package dev.tradewind.local.suite;

/// What a suite is started for, which decides what is worth its time.
public enum Purpose {
    /// Used, ended and started again.
    EVERYDAY,

    /// Under load for hours: what orders pass is compiled a second time, and better. That takes half of two processors
    /// for the first minutes, which only a load that lasts longer pays back.
    LASTING_LOAD,

    /// Ended by whoever started it, never to start again.
    TEST;

    boolean compilesTwice() {
        return this == LASTING_LOAD;
    }

    /// Recording a start slows it down, and writing down what was recorded the end.
    boolean recordsStarts() {
        return this != TEST;
    }
}
