package dev.tradewind.payment.domain;

import dev.tradewind.contracts.Message;
import java.util.List;

/// The payments of an order as they are afterwards, and what others are told about them.
public record Decision(OrderPayments payments, List<Message> messages) {

    public Decision {
        messages = List.copyOf(messages);
    }
}
