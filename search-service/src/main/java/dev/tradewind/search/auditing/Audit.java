package dev.tradewind.search.auditing;

import dev.tradewind.messaging.Ids;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who interfered with what, and why. To be called in the transaction that does it.
@Repository
public class Audit {

    private final JdbcClient jdbc;
    private final Clock clock;

    Audit(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public void record(UUID actor, String action, String subject, String reason, String outcome) {
        jdbc.sql("""
                insert into operator_actions (id, actor, action, subject, reason, outcome, acted_at)
                values (:id, :actor, :action, :subject, :reason, :outcome, :now)
                """)
                .param("id", Ids.next())
                .param("actor", actor)
                .param("action", action)
                .param("subject", subject)
                .param("reason", reason)
                .param("outcome", outcome)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
