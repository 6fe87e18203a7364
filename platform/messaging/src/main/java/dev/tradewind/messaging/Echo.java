package dev.tradewind.messaging;

import dev.tradewind.contracts.Message;
import java.util.List;

/// What is said along with a message, in the same transaction and behind it. Declare one as a bean where whoever says
/// the one must never forget the other. An echo has no echo.
@FunctionalInterface
public interface Echo {

    List<? extends Message> to(Message message);
}
