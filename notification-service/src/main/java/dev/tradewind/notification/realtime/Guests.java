package dev.tradewind.notification.realtime;

import dev.tradewind.notification.realtime.Guest.Farewell;
import dev.tradewind.web.VerifiedTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Who is connected, how many may be, and for how long: a connection ends within seconds of its session.
@Component
class Guests implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Guests.class);

    /// Before the web server waits for its requests to end.
    private static final int BEFORE_THE_DOORS_CLOSE = Integer.MAX_VALUE - 512;

    private final VerifiedTokens tokens;
    private final RealtimeProperties limits;
    private final Set<Guest> guests = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Integer> perAccount = new ConcurrentHashMap<>();
    private volatile boolean running;

    Guests(VerifiedTokens tokens, RealtimeProperties limits, MeterRegistry meters) {
        this.tokens = tokens;
        this.limits = limits;
        meters.gaugeCollectionSize("tradewind.realtime.connections", List.of(), guests);
    }

    /// @throws TooManyConnections when no more may come
    void arrive(Guest guest) {
        if (!running || guests.size() >= limits.connections()) {
            throw TooManyConnections.here();
        }
        guests.add(guest);
    }

    /// Counts the connection to an account, once it is known whose it is.
    ///
    /// @throws TooManyConnections when the account has as many as it may
    void isOf(UUID account) {
        perAccount.merge(account, 1, (known, one) -> {
            if (known >= limits.connectionsPerAccount()) {
                throw TooManyConnections.ofAccount();
            }
            return known + one;
        });
    }

    void leave(Guest guest) {
        guests.remove(guest);
    }

    void isNoMoreOf(UUID account) {
        perAccount.computeIfPresent(account, (_, known) -> known == 1 ? null : known - 1);
    }

    int count() {
        return guests.size();
    }

    @Scheduled(fixedRate = 1_000)
    void lookRound() {
        for (var guest : guests) {
            try {
                var token = guest.token();
                if (token != null && !tokens.isGoodStill(token)) {
                    guest.end(Farewell.SESSION_OVER);
                } else {
                    guest.tick();
                }
            } catch (RuntimeException odd) {
                log.atWarn().setCause(odd).log("A connection could not be looked after");
            }
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        guests.forEach(it -> it.end(Farewell.GOING_AWAY));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_DOORS_CLOSE;
    }
}
