package dev.tradewind.verify.check;

import dev.tradewind.verify.suite.Suite;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Waits until the suite has come to rest and judges the invariants.
public final class Checker {

    static final int SHOWN = 10;

    private final Suite suite;
    private final Duration patience;

    public Checker(Suite suite, Duration patience) {
        this.suite = suite;
        this.patience = patience;
    }

    public Verdict check() {
        var moving = new Rest(suite).await(patience);
        try (var evidence = Evidence.gather(suite)) {
            var findings =
                    Invariant.all().stream().map(it -> judge(it, evidence)).toList();
            return new Verdict(findings, moving, counts(evidence));
        }
    }

    private static Verdict.Finding judge(Invariant invariant, Evidence evidence) {
        var rows = evidence.scratch().rows(invariant.sql());
        var offenders = rows.stream()
                .limit(SHOWN)
                .map(row -> row.text("offender") + ": " + row.text("wrong"))
                .toList();
        return new Verdict.Finding(invariant.id(), invariant.promise(), rows.size(), offenders);
    }

    private static Map<String, Long> counts(Evidence evidence) {
        var counts = new LinkedHashMap<String, Long>();
        evidence.scratch().rows("""
                        select 'orders ' || status as what, count(*) as number from "order".orders group by status
                        union all select 'payments', count(*) from payment.payment
                        union all select 'reservations', count(*) from inventory.reservation
                        union all select 'messages in ' || topic, count(*) from kafka.messages group by topic
                        order by 1
                        """).forEach(row -> counts.put(row.text("what"), row.number("number")));
        return counts;
    }
}
