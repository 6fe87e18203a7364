package dev.tradewind.order.fulfilment;

import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.OrderReply;
import dev.tradewind.messaging.Outgoing;
import dev.tradewind.messaging.Received;
import dev.tradewind.order.persistence.WireNames;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Why a saga moves, as it is written down.
///
/// @param heard a message's wire name, or what else happened
/// @param actor who is answerable for it in the order's history
/// @param messageId null when no message made it happen
/// @param consequence puts what follows into the same trace
record Cause(
        String heard,
        Object payload,
        String actor,
        @Nullable UUID messageId,
        Function<Message, Outgoing> consequence) {

    static final String THE_HOUSE = "order-service";

    static final Cause SILENCE = new Cause("silence", Map.of(), THE_HOUSE, null, Outgoing::of);

    static Cause byHand(String what, UUID operator, String reason) {
        return new Cause(what, Map.of("reason", reason), operator.toString(), null, Outgoing::of);
    }

    static Cause by(Withdrawal it) {
        return new Cause("cancel", Map.of("by", it.by().name()), it.actor().toString(), null, Outgoing::of);
    }

    static Cause by(Modification it) {
        return new Cause(
                "modify",
                Map.of("by", it.by().name(), "changeId", it.id()),
                it.actor().toString(),
                null,
                Outgoing::of);
    }

    static Cause of(Received<OrderReply> reply) {
        return new Cause(WireNames.of(reply.message()), reply.message(), THE_HOUSE, reply.id(), reply::causes);
    }
}
