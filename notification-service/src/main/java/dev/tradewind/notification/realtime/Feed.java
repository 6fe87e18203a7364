package dev.tradewind.notification.realtime;

import dev.tradewind.notification.updates.Entry;
import dev.tradewind.notification.updates.LogName;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What somebody listens to: some logs, and what of them is for their ears.
record Feed(Set<LogName> logs, Predicate<Entry> wants) {

    Feed {
        logs = Set.copyOf(logs);
    }

    /// What is wanted by several is given once.
    static Feed all(List<Feed> feeds) {
        return new Feed(
                feeds.stream().flatMap(it -> it.logs().stream()).collect(Collectors.toSet()),
                entry -> feeds.stream().anyMatch(it -> it.has(entry)));
    }

    boolean has(Entry entry) {
        return logs.contains(entry.log()) && wants.test(entry);
    }

    Feed only(Set<Topic> topics) {
        return new Feed(logs, entry -> topics.contains(Topic.of(entry.type())) && wants.test(entry));
    }
}
