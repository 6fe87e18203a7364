package dev.tradewind.auth.passwords;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// A fixed number of places, and who waits for one is let in by turns: first by account, then by client address. Who
/// comes once stands before who comes a thousand times, from one account or from one address. No account has more than
/// half of the places, so whoever guesses at one leaves the others as fast as they were.
final class FairPlaces {

    private static final int MOST_REMEMBERED = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final TreeSet<Waiting> queue = new TreeSet<>(Comparator.comparingLong(Waiting::accountTurn)
            .thenComparingLong(Waiting::addressTurn)
            .thenComparingLong(Waiting::arrival));
    private final Turns accounts = new Turns();
    private final Turns addresses = new Turns();
    private final Map<String, Integer> waitingForAccount = new HashMap<>();
    private final Map<String, Integer> placesOfAccount = new HashMap<>();
    private final int mostPlacesOfAccount;
    private final int mostWaiting;
    private final int mostForAccount;
    private int free;
    private long arrivals;

    FairPlaces(int places, int mostWaiting, int mostForAccount) {
        this.free = places;
        this.mostPlacesOfAccount = Math.max(1, places / 2);
        this.mostWaiting = mostWaiting;
        this.mostForAccount = mostForAccount;
    }

    enum Entry {
        /// Which has to be left again.
        PLACE,
        /// So many wait for this account that it cannot be its owner.
        ACCOUNT_FULL,
        /// Not now, and not while one was patient.
        NO_PLACE
    }

    private record Waiting(String account, long accountTurn, long addressTurn, long arrival, Semaphore called) {}

    /// How often each came since the turn that is on now.
    private static final class Turns {

        private final Map<String, Long> next = new HashMap<>();
        private long now;

        long take(String who) {
            var turn = Math.max(now, next.getOrDefault(who, 0L));
            if (next.size() >= MOST_REMEMBERED) {
                next.values().removeIf(it -> it <= now);
            }
            next.put(who, turn + 1);
            return turn;
        }

        void reach(long turn) {
            now = Math.max(now, turn);
        }

        void startOver() {
            next.clear();
        }
    }

    Entry enter(String account, String address, Duration patience) throws InterruptedException {
        Waiting waiting;
        lock.lock();
        try {
            if (free > 0 && mayHaveAPlace(account)) {
                take(account);
                return Entry.PLACE;
            }
            if (waitingForAccount.getOrDefault(account, 0) >= mostForAccount) {
                return Entry.ACCOUNT_FULL;
            }
            if (queue.size() >= mostWaiting) {
                return Entry.NO_PLACE;
            }
            waiting =
                    new Waiting(account, accounts.take(account), addresses.take(address), arrivals++, new Semaphore(0));
            queue.add(waiting);
            waitingForAccount.merge(account, 1, Integer::sum);
        } finally {
            lock.unlock();
        }
        return isCalled(waiting, patience) ? Entry.PLACE : Entry.NO_PLACE;
    }

    private boolean isCalled(Waiting waiting, Duration patience) throws InterruptedException {
        var called = false;
        try {
            called = waiting.called().tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            if (!called) {
                called = !gaveUp(waiting);
            }
        }
        return called;
    }

    /// @return false when the place was given at the last moment
    private boolean gaveUp(Waiting waiting) {
        lock.lock();
        try {
            var waited = queue.remove(waiting);
            if (waited) {
                oneLess(waitingForAccount, waiting.account());
            }
            return waited;
        } finally {
            lock.unlock();
        }
    }

    void leave(String account) {
        lock.lock();
        try {
            free++;
            oneLess(placesOfAccount, account);
            callNext();
        } finally {
            lock.unlock();
        }
    }

    private void callNext() {
        var waiting = queue.iterator();
        while (free > 0 && waiting.hasNext()) {
            var next = waiting.next();
            if (mayHaveAPlace(next.account())) {
                waiting.remove();
                oneLess(waitingForAccount, next.account());
                accounts.reach(next.accountTurn());
                addresses.reach(next.addressTurn());
                take(next.account());
                next.called().release();
            }
        }
        if (queue.isEmpty()) {
            accounts.startOver();
            addresses.startOver();
        }
    }

    private boolean mayHaveAPlace(String account) {
        return placesOfAccount.getOrDefault(account, 0) < mostPlacesOfAccount;
    }

    private void take(String account) {
        free--;
        placesOfAccount.merge(account, 1, Integer::sum);
    }

    private static void oneLess(Map<String, Integer> counts, String account) {
        counts.computeIfPresent(account, (_, count) -> count == 1 ? null : count - 1);
    }

    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }
}
