package dev.tradewind.messaging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/// How far a leader came, and what it left behind: positions at which nothing has been seen (gaps), and rows that
/// Kafka did not take, with all later ones of their lane (held).
///
/// A gap is a transaction that is still open or was rolled back. It is dead, and forgotten, once every transaction
/// that was writing when the gap was seen has ended and the position is still empty in a read after that.
final class RelayProgress {

    /// Beyond this many positions left behind, no further ones are taken until some are settled.
    static final int MAX_UNSETTLED = 10_000;

    /// What may be sent now. Rows of lanes that have failed before go apart, so that they cannot spoil the others.
    record Chosen(List<OutboxRow> healthy, List<OutboxRow> doubtful) {}

    private record Gaps(NavigableSet<Long> positions, Set<String> writers) {}

    private long sentThrough;
    private final NavigableSet<Long> newGaps = new TreeSet<>();
    private final List<Gaps> gaps = new ArrayList<>();
    private final Map<OutboxRow.Lane, HeldLane> held = new HashMap<>();
    private int unsettled;

    /// @param visible the unsettled rows that exist; the others are gaps
    RelayProgress(RelayStore.Mark mark, Collection<OutboxRow> visible) {
        sentThrough = mark.sentThrough();
        newGaps.addAll(mark.unsettled());
        unsettled = newGaps.size();
        visible.forEach(this::hold);
    }

    long sentThrough() {
        return sentThrough;
    }

    RelayStore.Mark mark() {
        var all = HashSet.<Long>newHashSet(unsettled);
        all.addAll(newGaps);
        gaps.forEach(it -> all.addAll(it.positions()));
        held.values().forEach(it -> all.addAll(it.positions()));
        return new RelayStore.Mark(sentThrough, all);
    }

    boolean hasGaps() {
        return !newGaps.isEmpty() || !gaps.isEmpty();
    }

    /// Whether everything up to here was sent.
    boolean isSettled() {
        return unsettled == 0;
    }

    /// Positions to read again: all gaps, and the oldest rows of held lanes that are due.
    ///
    /// @param now in nanoseconds
    List<Long> readAgain(long now, int limit) {
        if (unsettled == 0) {
            return List.of();
        }
        var again = new ArrayList<>(newGaps);
        gaps.forEach(it -> again.addAll(it.positions()));
        held.values().stream()
                .filter(it -> it.isDue(now))
                .flatMap(it -> it.positions().stream())
                .sorted()
                .limit(limit)
                .forEach(again::add);
        return again;
    }

    /// Takes note of who is writing.
    ///
    /// @return gaps that are dead unless the next read finds them
    Set<Long> suspect(Set<String> writers) {
        var dying = new HashSet<Long>();
        for (var group : gaps) {
            group.writers().retainAll(writers);
            if (group.writers().isEmpty()) {
                dying.addAll(group.positions());
            }
        }
        if (!newGaps.isEmpty()) {
            gaps.add(new Gaps(new TreeSet<>(newGaps), new HashSet<>(writers)));
            newGaps.clear();
        }
        return dying;
    }

    /// Forgets gaps: they are dead, or were found.
    void close(Collection<Long> positions) {
        var before = gapCount();
        newGaps.removeAll(positions);
        gaps.forEach(it -> it.positions().removeAll(positions));
        gaps.removeIf(it -> it.positions().isEmpty());
        unsettled -= before - gapCount();
    }

    /// Chooses what may be sent of what was read, in order of position: all but rows whose lane has an earlier one
    /// that cannot be sent now. Positions that were skipped become gaps.
    Chosen choose(List<OutboxRow> read, long now) {
        var chosen = new Chosen(new ArrayList<>(read.size()), new ArrayList<>());
        var before = new HashMap<OutboxRow.Lane, NavigableSet<Long>>();
        for (var row : read) {
            if (row.position() > sentThrough && !advanceTo(row.position())) {
                break;
            }
            var lane = held.isEmpty() ? null : held.get(row.lane());
            if (lane == null) {
                chosen.healthy().add(row);
                continue;
            }
            var earlier = before.computeIfAbsent(row.lane(), _ -> new TreeSet<>(lane.positions()));
            if (lane.isDue(now) && (earlier.isEmpty() || earlier.first() == row.position())) {
                earlier.remove(row.position());
                (lane.hasFailed() ? chosen.doubtful() : chosen.healthy()).add(row);
            } else {
                earlier.add(row.position());
                hold(row);
            }
        }
        return chosen;
    }

    /// @return false when too much would be left behind
    private boolean advanceTo(long position) {
        while (sentThrough + 1 < position && unsettled < MAX_UNSETTLED) {
            newGaps.add(++sentThrough);
            unsettled++;
        }
        if (unsettled >= MAX_UNSETTLED) {
            return false;
        }
        sentThrough = position;
        return true;
    }

    /// Kafka has it.
    void sent(OutboxRow row) {
        if (unsettled == 0) {
            return;
        }
        closeGap(row.position());
        var lane = held.get(row.lane());
        if (lane != null && lane.positions().remove(row.position())) {
            unsettled--;
            lane.succeeded();
            if (lane.positions().isEmpty()) {
                held.remove(row.lane());
            }
        }
    }

    /// It was not sent; it and later ones of its lane wait.
    HeldLane hold(OutboxRow row) {
        closeGap(row.position());
        var lane = held.computeIfAbsent(row.lane(), _ -> new HeldLane());
        if (lane.positions().add(row.position())) {
            unsettled++;
        }
        return lane;
    }

    private void closeGap(long position) {
        if (hasGaps()) {
            close(Set.of(position));
        }
    }

    private int gapCount() {
        return newGaps.size()
                + gaps.stream().mapToInt(it -> it.positions().size()).sum();
    }
}
