package dev.tradewind.notification.realtime;

import dev.tradewind.notification.updates.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The end of a log that somebody here listens to. All listeners read the same entries, so one that is slow costs
/// nothing but its place.
final class Tail {

    private static final int KEPT = 1_024;
    private static final long UNKNOWN = -1;

    private final List<Entry> recent = new ArrayList<>();
    private final Set<Reading> readings = ConcurrentHashMap.newKeySet();
    private long last = UNKNOWN;
    private long heardBeforeOpen = UNKNOWN;

    /// Does nothing when it is open already.
    ///
    /// @return false when more was heard of meanwhile, which must be read
    synchronized boolean open(long number) {
        if (last == UNKNOWN) {
            last = number;
        }
        return heardBeforeOpen <= last;
    }

    synchronized boolean isOpen() {
        return last != UNKNOWN;
    }

    /// The number that everything up to is known of.
    synchronized long last() {
        return Math.max(last, 0);
    }

    /// Takes what comes next; what is known already is left.
    ///
    /// @param entries in the order of their numbers
    /// @param whole when nothing between them is to be had from anywhere
    /// @return false when something is missing in between, which must be read
    boolean take(List<Entry> entries, boolean whole) {
        var fresh = new ArrayList<Entry>();
        var complete = append(entries, whole, fresh);
        if (!fresh.isEmpty()) {
            readings.forEach(it -> it.hear(fresh));
        }
        return complete;
    }

    private synchronized boolean append(List<Entry> entries, boolean whole, List<Entry> fresh) {
        if (last == UNKNOWN) {
            entries.forEach(it -> heardBeforeOpen = Math.max(heardBeforeOpen, it.number()));
            return false;
        }
        for (var entry : entries) {
            if (entry.number() > last + 1) {
                if (!whole) {
                    return false;
                }
                recent.clear();
                last = entry.number() - 1;
            }
            if (entry.number() == last + 1) {
                recent.add(entry);
                fresh.add(entry);
                last = entry.number();
            }
        }
        if (recent.size() > 2 * KEPT) {
            recent.subList(0, recent.size() - KEPT).clear();
        }
        return true;
    }

    /// What stands behind a number; null when that is longer ago than is known here.
    synchronized @Nullable List<Entry> after(long number, int most) {
        var from = number - (last - recent.size());
        if (from < 0) {
            return number < last ? null : List.of();
        }
        if (from >= recent.size()) {
            return List.of();
        }
        return List.copyOf(recent.subList((int) from, (int) Math.min(from + most, recent.size())));
    }

    void join(Reading reading) {
        readings.add(reading);
    }

    /// @return whether nobody listens any more
    boolean leave(Reading reading) {
        readings.remove(reading);
        return readings.isEmpty();
    }
}
