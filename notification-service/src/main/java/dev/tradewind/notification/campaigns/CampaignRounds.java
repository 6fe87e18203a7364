package dev.tradewind.notification.campaigns;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Goes on with campaigns as long as the service runs.
@Component
class CampaignRounds implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CampaignRounds.class);

    private final Campaigning campaigning;
    private final Duration pause;
    private volatile @Nullable Thread thread;

    /// @param pause how long to wait where nothing is due
    CampaignRounds(Campaigning campaigning, @Value("${tradewind.notification.campaign-pause:1s}") Duration pause) {
        this.campaigning = campaigning;
        this.pause = pause;
    }

    @Override
    public void start() {
        // Known before it runs, because it runs as long as it is known.
        var starting = Thread.ofVirtual().name("campaigns").unstarted(this::run);
        thread = starting;
        starting.start();
    }

    private void run() {
        try {
            while (isRunning()) {
                if (!step()) {
                    Thread.sleep(pause);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean step() {
        try {
            return campaigning.step();
        } catch (RuntimeException later) {
            log.atWarn().setCause(later).log("Campaigns wait");
            return false;
        }
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
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
