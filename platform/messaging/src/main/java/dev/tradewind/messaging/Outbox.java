package dev.tradewind.messaging;

import dev.tradewind.contracts.Message;
import java.util.Collection;
import java.util.List;

/// Messages that will be sent if, and only if, the caller's transaction commits.
public class Outbox {

    /// Appends one message with the current trace and no cause.
    ///
    /// @throws IllegalStateException outside a transaction
    public void append(Message message) {
        append(List.of(Outgoing.of(message)));
    }

    /// Appends all in one statement, in the order given.
    ///
    /// @throws IllegalStateException outside a transaction
    public void append(Collection<Outgoing> messages) {
        throw new UnsupportedOperationException();
    }
}
