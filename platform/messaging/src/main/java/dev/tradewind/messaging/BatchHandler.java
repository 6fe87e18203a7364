package dev.tradewind.messaging;

import dev.tradewind.contracts.Message;
import java.util.List;

/// Handles what one poll brought. It is called inside one database transaction that also holds the inbox rows; the
/// offsets are committed to Kafka after it. Messages seen before have been left out; those of one key are in order.
///
/// A batch that fails is rolled back and bisected, so a handler may be called again with parts of it, and must not
/// do anything that the transaction does not undo.
@FunctionalInterface
public interface BatchHandler<M extends Message> {

    void handle(List<Received<M>> batch);
}
