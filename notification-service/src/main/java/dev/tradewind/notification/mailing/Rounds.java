package dev.tradewind.notification.mailing;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Sends the postman out as long as the service runs, and counts what waits.
final class Rounds implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Rounds.class);
    private static final Duration FAREWELL = Duration.ofSeconds(10);
    private static final Duration COUNTED = Duration.ofSeconds(5);

    /// Looking for what is old reads far more of the log than counting what waits.
    private static final Duration CLEARED = Duration.ofMinutes(10);

    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(2);

    private final Postman postman;
    private final OutboundMails mails;
    private final MailingProperties settings;
    private final Clock clock;
    private volatile OutboundMails.Backlog backlog = new OutboundMails.Backlog(0, 0, 0);
    private long countedAt = System.nanoTime() - COUNTED.toNanos();
    private long clearedAt = System.nanoTime() - CLEARED.toNanos();
    private volatile @Nullable Thread thread;

    Rounds(Postman postman, OutboundMails mails, MailingProperties settings, Clock clock, MeterRegistry meters) {
        this.postman = postman;
        this.mails = mails;
        this.settings = settings;
        this.clock = clock;
        meters.gauge("tradewind.mails.waiting", this, it -> it.backlog.waiting());
        meters.gauge("tradewind.mails.dead", this, it -> it.backlog.dead());
        meters.gauge("tradewind.mails.oldest.seconds", this, it -> it.backlog.oldestSeconds());
    }

    @Override
    public void start() {
        // Known before it runs, because it runs as long as it is known.
        var starting = Thread.ofVirtual().name("mailing").unstarted(this::run);
        thread = starting;
        starting.start();
    }

    private void run() {
        try {
            while (isRunning()) {
                if (!round()) {
                    Thread.sleep(settings.pause());
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean round() throws InterruptedException {
        try {
            if (System.nanoTime() - countedAt >= COUNTED.toNanos()) {
                backlog = mails.backlog();
                countedAt = System.nanoTime();
            }
            if (System.nanoTime() - clearedAt >= CLEARED.toNanos()
                    && !mails.forgetSettledBefore(clock.instant().minus(settings.keep()))) {
                clearedAt = System.nanoTime();
            }
            return postman.round(this::isRunning);
        } catch (RuntimeException later) {
            log.atWarn().setCause(later).log("Mails wait");
            Thread.sleep(AFTER_TROUBLE);
            return false;
        }
    }

    /// Waits for the mails that are underway, so that none of them has to be sent again.
    @Override
    public void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            try {
                running.join(FAREWELL);
                running.interrupt();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /// Stops when no request is answered any more.
    @Override
    public int getPhase() {
        return 0;
    }
}
