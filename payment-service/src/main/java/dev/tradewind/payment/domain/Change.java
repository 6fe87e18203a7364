package dev.tradewind.payment.domain;

import dev.tradewind.contracts.Message;
import java.util.List;

/// A payment as it is afterwards, and what others are told about it.
record Change(Payment payment, List<Message> messages) {

    Change {
        messages = List.copyOf(messages);
    }
}
