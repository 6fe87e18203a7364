package dev.tradewind.notification.realtime;

import dev.tradewind.notification.updates.Entry;
import dev.tradewind.notification.updates.LogName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// One listener's way through their logs. It holds a place, not messages: who reads slowly is behind, and that is all.
///
/// Only one thread at a time may read.
final class Reading implements AutoCloseable {

    private static final int CHUNK = 100;

    private final Hub hub;
    private final Feed feed;
    private final SortedMap<LogName, Tail> tails;

    /// What is not wanted moves them on while it is heard, beside the thread that reads.
    private final ConcurrentSkipListMap<LogName, Long> numbers = new ConcurrentSkipListMap<>();

    private final Runnable bell;

    Reading(Hub hub, Feed feed, SortedMap<LogName, Tail> tails, Runnable bell) {
        this.hub = hub;
        this.feed = feed;
        this.tails = tails;
        this.bell = bell;
    }

    void startAt(LogName log, long number) {
        numbers.put(log, number);
    }

    /// Rings only for what is wanted. What is not moves the place of those on who have read all before it: nobody falls
    /// behind a busy log in which nothing is for them.
    void hear(List<Entry> entries) {
        var wanted = false;
        for (var entry : entries) {
            if (feed.has(entry)) {
                wanted = true;
            } else {
                numbers.replace(entry.log(), entry.number() - 1, entry.number());
            }
        }
        if (wanted) {
            bell.run();
        }
    }

    /// What comes next, in the order of each log and, between logs, as it happened.
    ///
    /// @throws CursorGone when that is not kept any more
    List<News> next(int most) {
        var news = new ArrayList<News>();
        while (news.size() < most) {
            var heads = heads();
            if (heads.isEmpty()) {
                break;
            }
            while (!heads.isEmpty() && news.size() < most) {
                var entries = Objects.requireNonNull(heads.poll());
                var entry = entries.remove();
                numbers.merge(entry.log(), entry.number(), Math::max);
                if (feed.has(entry)) {
                    news.add(new News(entry, cursor()));
                }
                if (!entries.isEmpty()) {
                    heads.add(entries);
                } else if (tails.size() > 1) {
                    // There may be more of this log, which belongs before what is left of the others.
                    break;
                }
            }
        }
        return news;
    }

    /// Where the listener is now.
    String cursor() {
        return Bookmark.write(numbers);
    }

    /// By their ids, which grow with time.
    private PriorityQueue<Queue<Entry>> heads() {
        var heads = new PriorityQueue<Queue<Entry>>(
                Comparator.comparing(it -> it.element().id()));
        var old = new HashMap<LogName, Long>();
        tails.forEach((log, tail) -> {
            var number = place(log);
            var entries = tail.after(number, CHUNK);
            if (entries == null) {
                old.put(log, number);
            } else if (!entries.isEmpty()) {
                heads.add(new ArrayDeque<>(entries));
            }
        });
        if (!old.isEmpty()) {
            read(old, heads);
        }
        return heads;
    }

    /// Numbers have no gaps, so the first that is kept must be the next.
    private void read(Map<LogName, Long> old, PriorityQueue<Queue<Entry>> heads) {
        var kept = new HashMap<LogName, Queue<Entry>>();
        for (var entry : hub.read(old, CHUNK)) {
            kept.computeIfAbsent(entry.log(), _ -> new ArrayDeque<>()).add(entry);
        }
        old.forEach((log, number) -> {
            var entries = kept.get(log);
            if (entries == null || entries.element().number() != number + 1) {
                throw new CursorGone();
            }
            heads.add(entries);
        });
    }

    private long place(LogName log) {
        return Objects.requireNonNull(numbers.get(log), "numbers");
    }

    @Override
    public void close() {
        tails.keySet().forEach(it -> hub.leave(it, this));
    }
}
