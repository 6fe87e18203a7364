package dev.tradewind.cache;

import dev.tradewind.contracts.Message;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Which entries a message makes old. Declare one as a bean: whenever the service appends such a message to its
/// outbox, the entries are dropped here after the commit and everywhere else as soon as it is heard of.
///
/// @param heard the messages other instances hear it from; none when it is said on `cache.invalidations`
public record Outdating(Set<Class<? extends Message>> heard, Function<Message, List<Outdated>> by) {

    public Outdating {
        heard = Set.copyOf(heard);
    }

    /// Told to all on `cache.invalidations`, in the same transaction.
    public static Outdating told(Function<Message, List<Outdated>> by) {
        return new Outdating(Set.of(), by);
    }

    /// For changes so frequent that nothing more should be said: each instance listens to the messages themselves.
    public static Outdating heardFrom(Class<? extends Message> type, Function<Message, List<Outdated>> by) {
        return new Outdating(Set.of(type), by);
    }
}
