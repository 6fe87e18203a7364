package dev.tradewind.payment.settling;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tradewind.messaging.Ids;
import dev.tradewind.payment.domain.Outcome;
import dev.tradewind.payment.domain.Payment;
import dev.tradewind.payment.domain.PaymentProvider;
import dev.tradewind.payment.domain.Payments;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Where payments wait for one provider: as many calls at once as its guard lets in, each on a virtual thread, and
/// one thread that books the answers, as many in one transaction as have come in meanwhile.
final class Desk {

    private static final Logger log = LoggerFactory.getLogger(Desk.class);

    private static final int MAX_BOOKED_AT_ONCE = 100;
    private static final Duration COLLECTING = Duration.ofMillis(10);
    private static final Duration FAREWELL = Duration.ofSeconds(6);

    private final PaymentProvider provider;
    private final Payments payments;
    private final Booking booking;
    private final SettlingProperties properties;
    private final Clock clock;
    private final Timer timer;

    private final Guard guard;
    private final Semaphore nudges = new Semaphore(0);
    private final BlockingQueue<Finding> findings = new LinkedBlockingQueue<>();

    /// Payments begun with and not booked yet.
    private final AtomicInteger underway = new AtomicInteger();

    /// Whether more may be due than could be begun with.
    private volatile boolean backlog;

    private volatile boolean open;
    private @Nullable Thread claiming;
    private @Nullable Thread bookkeeping;

    Desk(
            PaymentProvider provider,
            Payments payments,
            Booking booking,
            SettlingProperties properties,
            Guard guard,
            Clock clock,
            MeterRegistry meters) {
        this.provider = provider;
        this.payments = payments;
        this.booking = booking;
        this.properties = properties;
        this.clock = clock;
        this.guard = guard;
        this.timer = Timer.builder("tradewind.payment.calls")
                .description("Calls of a payment provider")
                .tag("provider", provider.name())
                .register(meters);
    }

    void open() {
        open = true;
        claiming = Thread.ofVirtual().name("claims-" + provider.name()).start(this::claimWhileOpen);
        bookkeeping = Thread.ofVirtual().name("books-" + provider.name()).start(this::bookWhileOpen);
    }

    /// Lets calls that are under way end and books their answers. What does not end in time is found by its lease.
    void close() {
        open = false;
        try {
            for (var thread : new Thread[] {claiming, bookkeeping}) {
                if (thread != null) {
                    nudges.release();
                    thread.join(FAREWELL);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Must be called in a transaction.
    List<Payment> lease(List<Payment> due) {
        var taken = open ? guard.enter(due.size()) : 0;
        var lease = Ids.next();
        var until = clock.instant().plus(properties.lease());
        var leased = due.stream()
                .limit(taken)
                .map(payment -> payment.leased(lease, until))
                .toList();
        var all = taken == due.size();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status == STATUS_COMMITTED) {
                    leased.forEach(Desk.this::begin);
                    if (!all) {
                        backlog = true;
                        nudges.release();
                    }
                } else {
                    // Not even when the commit's own outcome is unknown: then the lease runs out.
                    guard.leave(leased.size());
                }
            }
        });
        return leased;
    }

    private void claimWhileOpen() {
        while (open) {
            try {
                if (nudges.tryAcquire(properties.pause().toMillis(), MILLISECONDS)) {
                    nudges.drainPermits();
                }
                while (open && claim()) {}
            } catch (RuntimeException failed) {
                // Whatever it was: what is due stays due, and is looked for again.
                log.atWarn()
                        .addKeyValue("provider", provider.name())
                        .setCause(failed)
                        .log("No payments claimed");
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    /// Answers whether there may be more that could be begun with.
    private boolean claim() {
        var free = guard.enter(properties.callsAtOnce());
        if (free == 0) {
            return false;
        }
        List<Payment> claimed = List.of();
        try {
            var now = clock.instant();
            claimed = payments.claim(provider.name(), now, Ids.next(), now.plus(properties.lease()), free);
            backlog = claimed.size() == free;
        } finally {
            guard.leave(free - claimed.size());
        }
        claimed.forEach(this::begin);
        return backlog;
    }

    /// A place of the guard has been taken for it.
    private void begin(Payment payment) {
        underway.incrementAndGet();
        var call = new FutureTask<Outcome>(() -> guard.ask(() -> timer.recordCallable(() -> payment.ask(provider))));
        Thread.ofVirtual().start(() -> {
            try {
                call.run();
            } finally {
                guard.leave(1);
                if (backlog) {
                    nudges.release();
                }
            }
        });
        var lease = Objects.requireNonNull(payment.task().lease(), "lease");
        Thread.ofVirtual().start(() -> findings.add(new Finding(payment.id(), lease, guard.watch(call, payment.id()))));
    }

    private void bookWhileOpen() {
        while (open || underway.get() > 0) {
            try {
                var first = findings.poll(properties.pause().toMillis(), MILLISECONDS);
                if (first != null) {
                    var batch = collect(first);
                    if (booking.book(batch)) {
                        nudges.release();
                    }
                    underway.addAndGet(-batch.size());
                }
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    /// Waits a moment for the answers of calls that are under way, because a transaction costs more than that.
    private List<Finding> collect(Finding first) throws InterruptedException {
        var batch = new ArrayList<Finding>();
        batch.add(first);
        var until = System.nanoTime() + COLLECTING.toNanos();
        while (batch.size() < MAX_BOOKED_AT_ONCE && batch.size() < underway.get()) {
            var next = findings.poll(Math.max(0, until - System.nanoTime()), NANOSECONDS);
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        return batch;
    }
}
