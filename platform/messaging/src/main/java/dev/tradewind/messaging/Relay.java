package dev.tradewind.messaging;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Sends what the outbox holds, in the order of its commits for each key.
///
/// One relay leads in each database. It reads what lies above its mark, sends all of it, waits once, and marks how
/// far it came; a mark is only made while the epoch of its lease is the newest. After a crash the tail between
/// sending and marking is sent again, which the inboxes of the readers make harmless.
class Relay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final Duration GAP_CHECK = Duration.ofMillis(20);

    /// After a crash so much is sent again. A mark is a commit, and a busy relay has twenty rounds a second.
    private static final Duration UNMARKED = Duration.ofMillis(250);

    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);

    /// How many times the poll it waits at most when nothing happens.
    private static final int QUIETEST = 4;

    private final RelayStore store;
    private final Sender sender;
    private final MessagingProperties.Relay settings;
    private final RelayMeters meters;
    private final UUID self = UUID.randomUUID();
    private final AtomicBoolean nudged = new AtomicBoolean();

    private volatile @Nullable Thread thread;
    private volatile RelayStore.@Nullable Lease lease;
    private @Nullable RelayProgress progress;
    private long renewAt;
    private long expiresAt;
    private long checkGapsAt;
    private Duration backoff = Duration.ZERO;
    private int quietRounds;
    private int justSent;
    private boolean unmarked;
    private long markAt = System.nanoTime();

    Relay(RelayStore store, Sender sender, MessagingProperties.Relay settings, RelayMeters meters) {
        this.store = store;
        this.sender = sender;
        this.settings = settings;
        this.meters = meters;
    }

    boolean isLeading() {
        return lease != null;
    }

    /// Something was committed; looks at once unless it is busy.
    void nudge() {
        if (!nudged.getAndSet(true)) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public boolean isAutoStartup() {
        return settings.enabled();
    }

    @Override
    public void start() {
        // Known before it runs, because it runs as long as it is known.
        var starting = Thread.ofPlatform().daemon().name("outbox-relay").unstarted(this::run);
        thread = starting;
        starting.start();
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            LockSupport.unpark(running);
            try {
                running.join(Duration.ofSeconds(10));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        while (isRunning()) {
            var started = System.nanoTime();
            try {
                var taken = round();
                backoff = taken == Round.REFUSED ? longer() : Duration.ZERO;
                pause(started, taken);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error trouble) {
                if (isRunning()) {
                    log.atWarn().setCause(trouble).log("The relay starts over");
                }
                progress = null;
                renewAt = System.nanoTime();
                backoff = longer();
                sleepUntil(System.nanoTime() + backoff.toNanos());
            }
        }
        handOver();
    }

    private enum Round {
        FULL,
        SOME,
        EMPTY,
        REFUSED,
        FOLLOWING
    }

    /// One round: read, send all, await once, mark.
    private Round round() throws InterruptedException {
        var leading = lead();
        if (leading == null) {
            return Round.FOLLOWING;
        }
        var current = progress == null ? load() : progress;
        progress = current;
        var now = System.nanoTime();
        var dying = dyingGaps(current, now);
        var read = store.read(current.sentThrough(), settings.batch(), current.readAgain(now, settings.batch()));
        if (read.isEmpty() && dying.isEmpty()) {
            markInTime(leading, current);
            return Round.EMPTY;
        }
        var before = current.sentThrough();
        var chosen = current.choose(read, now);
        read.forEach(it -> dying.remove(it.position()));
        current.close(dying);
        var acknowledged = send(current, chosen.healthy()) + send(current, chosen.doubtful());
        if (acknowledged > 0 || current.sentThrough() > before || !dying.isEmpty()) {
            unmarked = true;
        }
        markInTime(leading, current);
        meters.sent(acknowledged);
        justSent = acknowledged;
        if (acknowledged == 0
                && !(chosen.healthy().isEmpty() && chosen.doubtful().isEmpty())) {
            return Round.REFUSED;
        }
        return read.size() >= settings.batch() ? Round.FULL : acknowledged > 0 ? Round.SOME : Round.EMPTY;
    }

    private RelayStore.@Nullable Lease lead() {
        var held = lease;
        var now = System.nanoTime();
        if (held != null && now - renewAt < 0) {
            return held;
        }
        if (held == null || !store.renew(held, settings.lease())) {
            progress = null;
            lease = null;
            held = store.acquire(self, settings.lease()).orElse(null);
            if (held == null) {
                return null;
            }
            log.atInfo().addKeyValue("epoch", held.epoch()).log("Leads the outbox");
        }
        lease = held;
        renewAt = now + settings.lease().toNanos() / 3;
        expiresAt = now + settings.lease().toNanos();
        return held;
    }

    private RelayProgress load() {
        unmarked = false;
        var mark = store.mark();
        var visible =
                mark.unsettled().isEmpty() ? List.<OutboxRow>of() : store.read(Long.MAX_VALUE, 1, mark.unsettled());
        return new RelayProgress(mark, visible);
    }

    private Set<Long> dyingGaps(RelayProgress current, long now) {
        if (!current.hasGaps() || now - checkGapsAt < 0) {
            return new HashSet<>();
        }
        checkGapsAt = now + GAP_CHECK.toNanos();
        return current.suspect(store.writers());
    }

    private int send(RelayProgress current, List<OutboxRow> rows) throws InterruptedException {
        if (rows.isEmpty()) {
            return 0;
        }
        if (System.nanoTime() - expiresAt >= 0) {
            throw new IllegalStateException("The lease ran out before sending (expected: renewed in time)");
        }
        var outcomes = sender.send(rows);
        var acknowledged = 0;
        var failed = new HashSet<HeldLane>();
        for (int i = 0; i < outcomes.size(); i++) {
            var row = rows.get(i);
            switch (outcomes.get(i)) {
                case Sender.Outcome.Acknowledged _ -> {
                    current.sent(row);
                    acknowledged++;
                }
                case Sender.Outcome.NotTried _ -> current.hold(row);
                case Sender.Outcome.Failed(var cause) -> {
                    if (failed.add(current.hold(row)) && failed.size() == 1) {
                        log.atWarn()
                                .setCause(cause)
                                .addKeyValue("topic", row.topic())
                                .log("Kafka did not take a row");
                    }
                }
            }
        }
        failed.forEach(it -> it.failedAt(System.nanoTime()));
        return acknowledged;
    }

    private void markInTime(RelayStore.Lease leading, RelayProgress current) {
        if (unmarked && System.nanoTime() - markAt >= 0) {
            mark(leading, current);
        }
    }

    private void mark(RelayStore.Lease leading, RelayProgress current) {
        unmarked = false;
        markAt = System.nanoTime() + UNMARKED.toNanos();
        if (!store.mark(leading, current.mark())) {
            log.atInfo().addKeyValue("epoch", leading.epoch()).log("No longer leads the outbox");
            resign();
        }
    }

    private void resign() {
        lease = null;
        progress = null;
    }

    /// Idle, it sends the moment it is nudged, and looks ever less often for what other instances wrote; while messages
    /// keep coming, it lets some gather.
    private void pause(long started, Round round) {
        quietRounds = round == Round.EMPTY && isSettled() ? Math.min(quietRounds + 1, QUIETEST) : 0;
        switch (round) {
            case FULL -> {}
            case SOME -> {
                var ended = System.nanoTime();
                var rested = ended
                        + Gathering.rest(justSent, Duration.ofNanos(ended - started))
                                .toNanos();
                awaitNudge(started + settings.poll().toNanos());
                sleepUntil(Math.max(started + settings.coalesce().toNanos(), rested));
            }
            case EMPTY ->
                awaitNudge(started + Math.max(quietRounds, 1) * settings.poll().toNanos());
            case REFUSED -> sleepUntil(System.nanoTime() + backoff.toNanos());
            case FOLLOWING -> sleepUntil(started + settings.lease().toNanos() / 5);
        }
    }

    private boolean isSettled() {
        return progress != null && progress.isSettled() && !unmarked;
    }

    private void awaitNudge(long until) {
        while (!nudged.getAndSet(false) && isRunning()) {
            var left = until - System.nanoTime();
            if (left <= 0) {
                return;
            }
            LockSupport.parkNanos(left);
        }
    }

    private void sleepUntil(long until) {
        for (var left = until - System.nanoTime(); left > 0 && isRunning(); left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private Duration longer() {
        var doubled = backoff.isZero() ? Duration.ofMillis(100) : backoff.multipliedBy(2);
        return doubled.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : doubled;
    }

    private void handOver() {
        var held = lease;
        var current = progress;
        resign();
        sender.close();
        if (held != null) {
            try {
                markAndRelease(held, current);
            } catch (RuntimeException gone) {
                log.atDebug().setCause(gone).log("The lease runs out by itself");
            }
        }
    }

    private void markAndRelease(RelayStore.Lease held, @Nullable RelayProgress current) {
        try {
            if (current != null && unmarked) {
                store.mark(held, current.mark());
            }
        } finally {
            store.release(held);
        }
    }
}
