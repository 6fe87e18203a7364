package dev.tradewind.notification.realtime;

import dev.tradewind.notification.updates.Entry;
import dev.tradewind.notification.updates.LogName;
import dev.tradewind.notification.updates.NewEntries;
import dev.tradewind.notification.updates.UpdateReader;
import dev.tradewind.web.BadParameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// The ends of all logs that somebody here listens to, fed by this instance's commits, by what others say and, where
/// that leaves a gap, by the database.
@Component
class Hub implements NewEntries, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Hub.class);

    /// What waits to be handed out; beyond it the database is read, which knows it all.
    private static final int ROOM = 5_000;

    /// Readers of old entries that may use the database at once: those who handle messages need it too.
    private static final int READERS = 3;

    private static final int PATIENCE_SECONDS = 10;
    private static final int ROWS = 500;

    private final UpdateReader reader;
    private final Map<LogName, Tail> tails = new ConcurrentHashMap<>();
    private final ExecutorService dispatcher = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("realtime-dispatcher").factory());
    private final AtomicInteger waiting = new AtomicInteger();
    private final Semaphore readers = new Semaphore(READERS);
    private final Bell gaps = new Bell();

    Hub(UpdateReader reader) {
        this.reader = reader;
    }

    /// Begins to listen, behind a bookmark or now.
    ///
    /// @param bell rung when there is something to read; must not wait
    /// @throws BadParameter when the bookmark is of somebody else
    /// @throws CursorGone when the bookmark is ahead of the log: the log is not the one it was made from
    Reading listen(Feed feed, @Nullable Bookmark bookmark, Runnable bell) {
        if (bookmark != null && !feed.logs().containsAll(bookmark.numbers().keySet())) {
            throw new BadParameter("cursor", "belongs to another destination");
        }
        var joined = new TreeMap<LogName, Tail>();
        var reading = new Reading(this, feed, joined, bell);
        for (var name : feed.logs()) {
            // In one step with leaving, so that nobody joins a tail that has just been dropped.
            var tail = tails.compute(name, (_, known) -> {
                var it = known == null ? new Tail() : known;
                it.join(reading);
                return it;
            });
            joined.put(name, Objects.requireNonNull(tail));
        }
        try {
            open(joined);
            begin(reading, joined, bookmark);
            return reading;
        } catch (RuntimeException refused) {
            reading.close();
            throw refused;
        }
    }

    private void open(Map<LogName, Tail> joined) {
        var unknown = joined.keySet().stream()
                .filter(it -> !tail(joined, it).isOpen())
                .toList();
        if (!unknown.isEmpty()) {
            reader.last(unknown).forEach((name, last) -> {
                // What was committed between the answer and now was told to a tail that was not open yet.
                if (!tail(joined, name).open(last)) {
                    gaps.ring();
                }
            });
        }
    }

    private void begin(Reading reading, Map<LogName, Tail> joined, @Nullable Bookmark bookmark) {
        Map<LogName, Long> read = bookmark == null ? Map.of() : bookmark.numbers();
        joined.forEach((name, tail) -> reading.startAt(name, read.getOrDefault(name, tail.last())));
        var ahead = read.keySet().stream()
                .filter(it -> read.getOrDefault(it, 0L) > tail(joined, it).last())
                .toList();
        if (ahead.isEmpty()) {
            return;
        }
        // Another instance may have told of what this one is about to hear.
        var last = reader.last(ahead);
        if (ahead.stream().anyMatch(it -> read.getOrDefault(it, 0L) > last.getOrDefault(it, 0L))) {
            throw new CursorGone();
        }
        gaps.ring();
    }

    private static Tail tail(Map<LogName, Tail> joined, LogName name) {
        return Objects.requireNonNull(joined.get(name), "tail");
    }

    void leave(LogName name, Reading reading) {
        tails.computeIfPresent(name, (_, tail) -> tail.leave(reading) ? null : tail);
    }

    @Override
    public void committed(List<Entry> entries) {
        hear(entries);
    }

    /// From whoever has committed them. Does not wait.
    void hear(List<Entry> entries) {
        if (waiting.addAndGet(entries.size()) > ROOM) {
            waiting.addAndGet(-entries.size());
            gaps.ring();
            return;
        }
        dispatcher.execute(() -> {
            waiting.addAndGet(-entries.size());
            if (!handOut(entries, false)) {
                gaps.ring();
            }
        });
    }

    private boolean handOut(List<Entry> entries, boolean whole) {
        var byLog = new LinkedHashMap<LogName, List<Entry>>();
        entries.forEach(
                it -> byLog.computeIfAbsent(it.log(), _ -> new ArrayList<>()).add(it));
        var complete = true;
        for (var each : byLog.entrySet()) {
            var tail = tails.get(each.getKey());
            complete &= tail == null || tail.take(each.getValue(), whole);
        }
        return complete;
    }

    /// Waits until something is missing, or for a while.
    void awaitGap(Duration patience) throws InterruptedException {
        gaps.await(patience);
    }

    /// Reads what was not heard of: one question for all logs, whoever listens.
    void catchUp() {
        var names = List.copyOf(tails.keySet());
        if (names.isEmpty()) {
            return;
        }
        var behind = behind(names);
        while (!behind.isEmpty()) {
            var entries = reader.after(behind, ROWS);
            if (entries.isEmpty()) {
                return;
            }
            handOut(entries, true);
            log.atDebug().addKeyValue("entries", entries.size()).log("Caught up from the database");
            behind = behind(List.copyOf(behind.keySet()));
        }
    }

    private Map<LogName, Long> behind(Collection<LogName> names) {
        var behind = new HashMap<LogName, Long>();
        reader.last(names).forEach((name, last) -> {
            var tail = tails.get(name);
            if (tail != null && tail.isOpen() && tail.last() < last) {
                behind.put(name, tail.last());
            }
        });
        return behind;
    }

    /// What is longer ago than a tail knows.
    List<Entry> read(Map<LogName, Long> after, int most) {
        try {
            if (!readers.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw TooManyConnections.here();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw TooManyConnections.here();
        }
        try {
            return reader.after(after, most);
        } finally {
            readers.release();
        }
    }

    @Override
    public void destroy() {
        dispatcher.shutdownNow();
    }
}
