package dev.tradewind.order.fulfilment;

/// How far a saga has come. Steps are known by their names, so that a new one between them moves nobody's saga.
sealed interface Progress {

    record Doing(String step, int tries) implements Progress {}

    record Undoing(String step, int tries) implements Progress {}

    record Done() implements Progress {}

    record Undone() implements Progress {}

    /// A person has to look. We stopped asking and still listen.
    record Stuck(Progress where, String why) implements Progress {}
}
