package dev.tradewind.order.operations;

import dev.tradewind.messaging.Ids;
import dev.tradewind.order.persistence.Times;
import java.time.Clock;
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

    void record(Operator operator, String action, String subject, Reason reason, String outcome) {
        jdbc.sql("""
            insert into operator_actions (id, actor, action, subject, reason, outcome, acted_at)
            values (:id, :actor, :action, :subject, :reason, :outcome, :now)
            """)
                .param("id", Ids.next())
                .param("actor", operator.id())
                .param("action", action)
                .param("subject", subject)
                .param("reason", reason.reason())
                .param("outcome", outcome)
                .param("now", Times.column(clock.instant()))
                .update();
    }
}
