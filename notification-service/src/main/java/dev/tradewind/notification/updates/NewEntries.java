package dev.tradewind.notification.updates;

import java.util.List;

/// Learns what this instance has committed, at once. Must not wait for anybody, because the next transaction waits.
@FunctionalInterface
public interface NewEntries {

    /// @param entries in the order of their numbers within each log
    void committed(List<Entry> entries);
}
