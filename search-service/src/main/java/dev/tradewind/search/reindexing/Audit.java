package dev.tradewind.search.reindexing;

import dev.tradewind.messaging.Ids;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who interfered with what, and why.
@Repository
class Audit {

    private final JdbcClient jdbc;
    private final Clock clock;

    Audit(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void record(UUID actor, String action, UUID reindexing, String reason) {
        jdbc.sql("""
                insert into operator_actions (id, actor, action, subject, reason, outcome, acted_at)
                values (:id, :actor, :action, :subject, :reason, 'done', :now)
                """)
                .param("id", Ids.next())
                .param("actor", actor)
                .param("action", action)
                .param("subject", "reindexing " + reindexing)
                .param("reason", reason)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
