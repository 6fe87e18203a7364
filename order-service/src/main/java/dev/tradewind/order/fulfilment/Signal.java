package dev.tradewind.order.fulfilment;

import dev.tradewind.contracts.OrderReply;

/// Something that happened to a saga.
sealed interface Signal {

    record Reply(OrderReply message) implements Signal {}

    /// Nobody answered in time, although the question was sent and every answer so far was read.
    record Silence() implements Signal {}

    /// An operator asks the same question once more.
    record Retry() implements Signal {}

    /// An operator gives the order up.
    record Compensate() implements Signal {}
}
