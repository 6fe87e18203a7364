package dev.tradewind.auth.sso;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Lets an attempt be used once, whichever instance its answer comes to.
@Repository
class SpentStates {

    private final JdbcClient jdbc;
    private final Clock clock;

    SpentStates(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Remembered as long as the attempt could be opened.
    void spend(Attempt attempt) {
        jdbc.sql("delete from sso_spent_states where expires_at < :now")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        var spent = jdbc.sql("""
            insert into sso_spent_states (state, expires_at) values (:state, :expiry) on conflict do nothing
            """)
                .param("state", attempt.state())
                .param("expiry", attempt.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
        if (spent == 0) {
            throw SsoRefusal.alreadyUsed();
        }
    }
}
