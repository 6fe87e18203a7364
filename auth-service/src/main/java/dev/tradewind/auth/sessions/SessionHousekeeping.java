package dev.tradewind.auth.sessions;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Forgets old sessions, a bounded number at a time, and tells Redis what it missed while it was away.
@Component
class SessionHousekeeping {

    private static final Logger log = LoggerFactory.getLogger(SessionHousekeeping.class);
    private static final int BATCH = 1_000;
    private static final int MOST_BATCHES = 50;
    private static final int MOST_ENDINGS = 10_000;

    private final JdbcClient jdbc;
    private final SessionCache cache;
    private final SessionProperties settings;
    private final Clock clock;

    SessionHousekeeping(JdbcClient jdbc, SessionCache cache, SessionProperties settings, Clock clock) {
        this.jdbc = jdbc;
        this.cache = cache;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 20, initialDelay = 20, timeUnit = TimeUnit.SECONDS)
    void repeatEndings() {
        cache.ended(jdbc.sql("""
            select id from sessions where ended_at > :since order by ended_at desc limit :most
            """)
                .param("since", clock.instant().minus(SessionCache.REMEMBERED).atOffset(ZoneOffset.UTC))
                .param("most", MOST_ENDINGS)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list());
    }

    @Scheduled(fixedDelay = 10, initialDelay = 5, timeUnit = TimeUnit.MINUTES)
    void forgetOld() {
        var forgotten = 0;
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            var now = forget();
            forgotten += now;
            if (now < BATCH) {
                break;
            }
        }
        if (forgotten > 0) {
            log.atInfo().addKeyValue("sessions", forgotten).log("Forgot old sessions");
        }
    }

    private int forget() {
        return jdbc.sql("""
            delete from sessions where id in (
                (select id from sessions where ended_at < :before limit :batch)
                union all
                (select id from sessions where ended_at is null and expires_at < :before limit :batch)
                limit :batch)
            """)
                .param("before", clock.instant().minus(settings.keepEnded()).atOffset(ZoneOffset.UTC))
                .param("batch", BATCH)
                .update();
    }
}
