package dev.tradewind.notification.mailing;

import static java.time.ZoneOffset.UTC;

import dev.tradewind.messaging.Column;
import dev.tradewind.messaging.Ids;
import dev.tradewind.notification.domain.Kind;
import dev.tradewind.notification.domain.Matter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The mails in the delivery log. Each is held by one instance at a time; what its holder says of it counts as long as
/// nobody else has taken it.
@Repository
class OutboundMails {

    /// Those of a newer version are left to it.
    private static final String[] KINDS =
            Arrays.stream(Kind.values()).map(Kind::name).toArray(String[]::new);

    private static final int FORGOTTEN_AT_ONCE = 1_000;
    private static final Logger log = LoggerFactory.getLogger(OutboundMails.class);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    record Backlog(long waiting, long dead, double oldestSeconds) {}

    OutboundMails(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /// Takes what is due, the longest due first. What is taken is due again when the lease ends, should nobody settle
    /// it.
    ///
    /// Mails to many leave room for those that somebody waits for, and get a little of it themselves whatever else
    /// there is.
    List<Outbound> take(int most, Duration lease) {
        var now = clock.instant();
        var until = now.plus(lease);
        var id = Ids.next();
        var taken = new ArrayList<Outbound>();
        var unread = new ArrayList<UUID>();
        jdbc.sql("""
                with waited_for as (
                    select id from delivery_log
                    where channel = 'EMAIL' and status in ('PENDING', 'FAILED') and kind <> 'PROMOTION'
                      and due_at <= :now and kind = any (:kinds)
                    order by due_at limit :waitedFor for update skip locked),
                to_many as (
                    select id from delivery_log
                    where channel = 'EMAIL' and status in ('PENDING', 'FAILED') and kind = 'PROMOTION'
                      and due_at <= :now
                    order by due_at limit :most - (select count(*) from waited_for) for update skip locked)
                update delivery_log taken set lease = :lease, due_at = :until, tries = tries + 1
                from (select id from waited_for union all select id from to_many) due
                where taken.id = due.id
                returning taken.id, event_id, account_id, organization_id, kind, data, tries
                """)
                .param("lease", id)
                .param("until", until.atOffset(UTC))
                .param("now", now.atOffset(UTC))
                .param("most", most)
                .param("waitedFor", Math.max(1, most * 9 / 10))
                .param("kinds", KINDS)
                .query(row -> {
                    var mail = row.getObject("id", UUID.class);
                    try {
                        taken.add(new Outbound(
                                mail,
                                row.getObject("event_id", UUID.class),
                                row.getObject("account_id", UUID.class),
                                row.getObject("organization_id", UUID.class),
                                Kind.valueOf(row.getString("kind")),
                                json.readValue(row.getString("data"), Matter.class),
                                row.getInt("tries"),
                                id,
                                until));
                    } catch (JacksonException unreadable) {
                        log.atError()
                                .addKeyValue("delivery", mail)
                                .setCause(unreadable)
                                .log("A mail cannot be read");
                        unread.add(mail);
                    }
                });
        // Its neighbours are sent all the same.
        unread.forEach(it -> settle(it, id, "DEAD", "What it is about cannot be read."));
        return taken;
    }

    void delivered(List<Receipts.Receipt> receipts) {
        jdbc.sql("""
                update delivery_log sent set
                    status = 'DELIVERED', provider_id = accepted.provider, problem = null, settled_at = :now, lease = null
                from unnest(:ids, :leases, :providers) accepted (id, lease, provider)
                where sent.id = accepted.id and sent.lease = accepted.lease
                """)
                .param("ids", Column.uuids(receipts, it -> it.mail().id()))
                .param("leases", Column.uuids(receipts, it -> it.mail().lease()))
                .param("providers", Column.texts(receipts, Receipts.Receipt::providerId))
                .param("now", clock.instant().atOffset(UTC))
                .update();
    }

    /// Nobody wants it any more.
    void dropped(Outbound mail, String why) {
        settle(mail.id(), mail.lease(), "DROPPED", why);
    }

    /// An operator has to look.
    void dead(Outbound mail, String why) {
        settle(mail.id(), mail.lease(), "DEAD", why);
    }

    void failed(Outbound mail, String why, Duration pause) {
        jdbc.sql("""
                update delivery_log set status = 'FAILED', problem = :why, due_at = :due, lease = null
                where id = :id and lease = :lease
                """)
                .param("why", why)
                .param("due", clock.instant().plus(pause).atOffset(UTC))
                .param("id", mail.id())
                .param("lease", mail.lease())
                .update();
    }

    /// It was too early, which is no failure.
    void postponed(Outbound mail, Instant due) {
        jdbc.sql("""
                update delivery_log set due_at = :due, lease = null, tries = tries - 1
                where id = :id and lease = :lease
                """)
                .param("due", due.atOffset(UTC))
                .param("id", mail.id())
                .param("lease", mail.lease())
                .update();
    }

    /// Nobody has tried it: others may, at once.
    void givenBack(Outbound mail) {
        postponed(mail, clock.instant());
    }

    /// Whether it is of a campaign that was aborted since it was decided on.
    boolean isAborted(Outbound mail) {
        return mail.kind() == Kind.PROMOTION
                && jdbc.sql("select exists (select from campaigns where id = :id and status = 'ABORTED')")
                        .param("id", mail.eventId())
                        .query(Boolean.class)
                        .single();
    }

    private void settle(UUID mail, UUID lease, String status, String problem) {
        jdbc.sql("""
                update delivery_log set
                    status = :status, provider_id = null, problem = :problem, settled_at = :now, lease = null
                where id = :id and lease = :lease
                """)
                .param("status", status)
                .param("problem", problem)
                .param("now", clock.instant().atOffset(UTC))
                .param("id", mail)
                .param("lease", lease)
                .update();
    }

    /// Forgets what was settled longer ago, a bounded number at a time; what is dead waits for its operator.
    ///
    /// @return whether there may be more
    boolean forgetSettledBefore(Instant time) {
        var settled = jdbc.sql("""
                delete from delivery_log where id = any (array(
                    select id from delivery_log where settled_at < :time and status <> 'DEAD' limit :most))
                """)
                .param("time", time.atOffset(UTC))
                .param("most", FORGOTTEN_AT_ONCE)
                .update();
        var unwanted = jdbc.sql("""
                delete from delivery_unwanted where ctid = any (array(
                    select ctid from delivery_unwanted where decided_at < :time limit :most))
                """)
                .param("time", time.atOffset(UTC))
                .param("most", FORGOTTEN_AT_ONCE)
                .update();
        return settled == FORGOTTEN_AT_ONCE || unwanted == FORGOTTEN_AT_ONCE;
    }

    Backlog backlog() {
        var now = clock.instant();
        return jdbc.sql("""
                select (select count(*) from delivery_log
                        where channel = 'EMAIL' and status in ('PENDING', 'FAILED') and kind <> 'PROMOTION'
                          and due_at <= :now)
                     + (select count(*) from delivery_log
                        where channel = 'EMAIL' and status in ('PENDING', 'FAILED') and kind = 'PROMOTION'
                          and due_at <= :now) as waiting,
                       (select count(*) from delivery_log where status = 'DEAD') as dead,
                       least(
                           (select min(due_at) from delivery_log
                            where channel = 'EMAIL' and status in ('PENDING', 'FAILED') and kind <> 'PROMOTION'),
                           (select min(due_at) from delivery_log
                            where channel = 'EMAIL' and status in ('PENDING', 'FAILED') and kind = 'PROMOTION'))
                           as oldest
                """)
                .param("now", now.atOffset(UTC))
                .query((row, _) -> {
                    var oldest = row.getTimestamp("oldest");
                    var late = oldest == null ? Duration.ZERO : Duration.between(oldest.toInstant(), now);
                    return new Backlog(
                            row.getLong("waiting"), row.getLong("dead"), Math.max(0, late.toMillis()) / 1000.0);
                })
                .single();
    }
}
