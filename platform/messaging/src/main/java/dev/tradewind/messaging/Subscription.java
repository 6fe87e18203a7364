package dev.tradewind.messaging;

import dev.tradewind.contracts.Message;
import java.util.Set;
import java.util.function.Consumer;

/// What a service listens to. Declare one as a bean and the platform runs the listener: one thread, one database
/// transaction for each poll, effect once.
///
/// @param group the consumer group and the inbox' name, such as `order-fulfilment`; it stays for ever
/// @param conversations the sealed interfaces of `contracts` (each is a topic), or records of them; what is
///     not among them is skipped
/// @param once whether the inbox filters repetitions; a projection that keeps the last sequence for each aggregate
///     does without
/// @param patient whether messages that keep coming may gather for 0.1 to 1 s
public record Subscription<M extends Message>(
        String group, Set<Class<? extends M>> conversations, BatchHandler<M> handler, boolean once, boolean patient) {

    public Subscription {
        conversations = Set.copyOf(conversations);
    }

    /// Handles whole polls; see [BatchHandler].
    public static <M extends Message> Subscription<M> ofBatches(
            String group, Set<Class<? extends M>> conversations, BatchHandler<M> handler) {
        return new Subscription<>(group, conversations, handler, true, false);
    }

    /// Handles one message at a time, still in one transaction for each poll.
    public static <M extends Message> Subscription<M> of(
            String group, Set<Class<? extends M>> conversations, Consumer<Received<M>> handler) {
        return ofBatches(group, conversations, batch -> batch.forEach(handler));
    }

    /// The same, but repetitions reach the handler, which knows them by their sequence.
    public Subscription<M> withoutInbox() {
        return new Subscription<>(group, conversations, handler, false, patient);
    }

    /// The same, for who waits for nobody and is waited for by nobody: the first message after a pause is still handled
    /// at once, those that follow it come together, in one transaction instead of many.
    public Subscription<M> patiently() {
        return new Subscription<>(group, conversations, handler, once, true);
    }
}
