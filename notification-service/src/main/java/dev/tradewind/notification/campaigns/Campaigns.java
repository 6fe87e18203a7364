package dev.tradewind.notification.campaigns;

import static java.time.ZoneOffset.UTC;

import dev.tradewind.notification.campaigns.Campaign.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

@Repository
class Campaigns {

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final String COLUMNS = """
            id, organization_id, name, sender, title, text, audience, mails_per_minute, status, created_at, ended_at""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    /// One that is to go on now.
    ///
    /// @param last whom it has come to
    record Due(Campaign campaign, UUID last) {}

    Campaigns(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    void add(Campaign campaign, UUID by) {
        jdbc.sql("""
                insert into campaigns (
                    id, organization_id, name, sender, title, text, audience, mails_per_minute, status, last_account,
                    next_at, created_by, created_at)
                values (:id, :organization, :name, :sender, :title, :text, :audience::jsonb, :rate, :status, :last, :now,
                        :by, :now)
                """)
                .param("id", campaign.id())
                .param("organization", campaign.organizationId())
                .param("name", campaign.name())
                .param("sender", campaign.sender())
                .param("title", campaign.title())
                .param("text", campaign.text())
                .param("audience", json.writeValueAsString(campaign.audience()))
                .param("rate", campaign.mailsPerMinute())
                .param("status", campaign.status().name())
                .param("last", BEFORE_ALL)
                .param("now", campaign.createdAt().atOffset(UTC))
                .param("by", by)
                .update();
    }

    Optional<Campaign> find(UUID organization, UUID id) {
        return jdbc.sql("select " + COLUMNS + " from campaigns where organization_id = :organization and id = :id")
                .param("organization", organization)
                .param("id", id)
                .query(this::campaign)
                .optional();
    }

    /// Newest first.
    List<Campaign> list(UUID organization, UUID before, int rows) {
        return jdbc.sql("select " + COLUMNS + """
                 from campaigns where organization_id = :organization and id < :before
                order by id desc limit :rows
                """)
                .param("organization", organization)
                .param("before", before)
                .param("rows", rows)
                .query(this::campaign)
                .list();
    }

    /// How many mails of it are in which state.
    Map<String, Long> mails(UUID id) {
        var mails = new TreeMap<String, Long>();
        jdbc.sql("select status, count(*) as mails from delivery_log where event_id = :id group by status")
                .param("id", id)
                .query(row -> {
                    mails.put(row.getString("status"), row.getLong("mails"));
                });
        return mails;
    }

    /// Belongs into the transaction that goes on with it; others take another one meanwhile.
    Optional<Due> takeDue() {
        return jdbc.sql("select " + COLUMNS + """
                , last_account from campaigns where status = 'RUNNING' and next_at <= :now
                order by next_at limit 1 for update skip locked
                """)
                .param("now", clock.instant().atOffset(UTC))
                .query((row, number) -> new Due(campaign(row, number), row.getObject("last_account", UUID.class)))
                .optional();
    }

    /// The next who said yes, and ordered as the audience says.
    List<UUID> nextOf(Campaign campaign, UUID last, int most) {
        var audience = campaign.audience();
        var since = audience.orderedWithinDays() == null
                ? Instant.EPOCH
                : clock.instant().minusSeconds(86_400L * audience.orderedWithinDays());
        var spent = audience.spentAtLeast();
        return jdbc.sql("""
                select p.account_id from notification_preferences p
                where p.promotions and p.account_id > :last
                  and (not :asks and p.organization_id = :organization
                       or exists (
                           select from order_facts f
                           where f.customer_id = p.account_id and f.organization_id = :organization and f.kept
                             and f.placed_at >= :since
                             and (:store::uuid is null or f.store_id = :store)
                             and (:product::uuid is null or :product = any (f.product_ids))
                             and (:currency::text is null or f.currency = :currency)
                           having count(*) > 0 and coalesce(sum(f.total), 0) >= :spent))
                order by p.account_id limit :most
                """)
                .param("last", last)
                .param("asks", audience.asksForOrders())
                .param("organization", campaign.organizationId())
                .param("since", since.atOffset(UTC))
                .param("store", audience.storeId())
                .param("product", audience.productId())
                .param("currency", spent == null ? null : spent.currency())
                .param("spent", spent == null ? 0 : spent.amount())
                .param("most", most)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    void goneOn(UUID id, UUID last, Instant next) {
        jdbc.sql("update campaigns set last_account = :last, next_at = :next where id = :id")
                .param("last", last)
                .param("next", next.atOffset(UTC))
                .param("id", id)
                .update();
    }

    void done(UUID id) {
        jdbc.sql("update campaigns set status = 'DONE', ended_at = :now where id = :id")
                .param("now", clock.instant().atOffset(UTC))
                .param("id", id)
                .update();
    }

    /// Nobody else gets it; a mail that is being handed over right now cannot be held back.
    ///
    /// @return whether it had not been aborted before
    @Transactional
    public boolean abort(UUID organization, UUID id) {
        var now = clock.instant().atOffset(UTC);
        var aborted = jdbc.sql("""
                update campaigns set status = :aborted, ended_at = :now
                where organization_id = :organization and id = :id and status <> :aborted
                """)
                .param("aborted", Status.ABORTED.name())
                .param("now", now)
                .param("organization", organization)
                .param("id", id)
                .update();
        if (aborted == 1) {
            jdbc.sql("""
                    update delivery_log set status = 'DROPPED', problem = 'The campaign was aborted.', settled_at = :now
                    where event_id = :id and status in ('PENDING', 'FAILED') and lease is null
                    """).param("now", now).param("id", id).update();
        }
        return aborted == 1;
    }

    private Campaign campaign(ResultSet row, int number) throws SQLException {
        var ended = row.getTimestamp("ended_at");
        return new Campaign(
                row.getObject("id", UUID.class),
                row.getObject("organization_id", UUID.class),
                row.getString("name"),
                row.getString("sender"),
                row.getString("title"),
                row.getString("text"),
                json.readValue(row.getString("audience"), Audience.class),
                row.getInt("mails_per_minute"),
                Status.valueOf(row.getString("status")),
                row.getTimestamp("created_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
