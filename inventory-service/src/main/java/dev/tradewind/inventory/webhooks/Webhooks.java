package dev.tradewind.inventory.webhooks;

import static java.time.ZoneOffset.UTC;

import dev.tradewind.contracts.WarehouseEvent;
import dev.tradewind.contracts.WireName;
import dev.tradewind.messaging.Column;
import dev.tradewind.messaging.Received;
import dev.tradewind.web.PageRequest;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Partners and what they are told, as it is kept.
@Repository
class Webhooks {

    static final int MOST = 10;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Webhooks(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    record Webhook(UUID id, URI url, Instant createdAt) {}

    record Delivery(
            UUID id,
            UUID messageId,
            String type,
            String status,
            int attempts,
            @Nullable Instant nextAttemptAt,
            @Nullable Integer answer,
            @Nullable String problem,
            Instant createdAt,
            Instant updatedAt) {}

    /// A delivery that is to be tried now.
    record Due(UUID id, UUID webhookId, UUID messageId, String body, int attempts, URI url, String secret) {}

    /// False when the organisation has it already, or too many.
    boolean add(UUID id, UUID organization, URI url, String secret, UUID by, Instant now) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:organization, 0))")
                .param("organization", "webhooks:" + organization)
                .query(row -> {});
        return jdbc.sql("""
                        insert into webhook (id, organization_id, url, secret, created_by, created_at)
                        select :id, :organization, :url, :secret, :by, :now
                        where (select count(*) from webhook where organization_id = :organization) < :most
                        on conflict do nothing
                        """)
                        .param("id", id)
                        .param("organization", organization)
                        .param("url", url.toString())
                        .param("secret", secret)
                        .param("by", by)
                        .param("now", now.atOffset(UTC))
                        .param("most", MOST)
                        .update()
                == 1;
    }

    List<Webhook> of(UUID organization) {
        return jdbc.sql("select * from webhook where organization_id = :organization order by id")
                .param("organization", organization)
                .query((row, _) -> new Webhook(
                        row.getObject("id", UUID.class), URI.create(row.getString("url")), required(row, "created_at")))
                .list();
    }

    boolean remove(UUID id, UUID organization) {
        return jdbc.sql("delete from webhook where id = :id and organization_id = :organization")
                        .param("id", id)
                        .param("organization", organization)
                        .update()
                == 1;
    }

    boolean has(UUID id, UUID organization) {
        return jdbc.sql("select exists (select from webhook where id = :id and organization_id = :organization)")
                .param("id", id)
                .param("organization", organization)
                .query(Boolean.class)
                .single();
    }

    /// One delivery for each partner of the organisation; the same event again makes none.
    void announce(List<Received<WarehouseEvent>> events, Instant now) {
        var ids = new ArrayList<String>();
        for (var it : events) {
            ids.add(it.id().toString());
        }
        jdbc.sql("""
                insert into webhook_delivery (id, webhook_id, message_id, type, body, status, next_attempt_at,
                                              created_at, updated_at)
                select gen_random_uuid(), w.id, e.id, e.type, e.body, 'PENDING', :now, :now, :now
                from unnest(:ids::uuid[], :organizations::uuid[], :types::text[], :bodies::text[])
                         as e (id, organization_id, type, body)
                     join webhook w on w.organization_id = e.organization_id
                on conflict (webhook_id, message_id) do nothing
                """)
                .param("now", now.atOffset(UTC))
                .param("ids", ids.toArray(String[]::new))
                .param(
                        "organizations",
                        events.stream()
                                .map(it -> it.message().organizationId().toString())
                                .toArray(String[]::new))
                .param("types", events.stream().map(it -> type(it.message())).toArray(String[]::new))
                .param("bodies", events.stream().map(it -> body(it.message())).toArray(String[]::new))
                .update();
    }

    private static String type(WarehouseEvent event) {
        return event.getClass().getAnnotation(WireName.class).value();
    }

    private String body(WarehouseEvent event) {
        return json.writeValueAsString(
                Map.of("type", type(event), "timestamp", event.occurredAt().toString(), "data", event));
    }

    /// Takes some that are due, so that nobody else tries them meanwhile; whoever dies gives them free by time. A few
    /// of
    /// each partner, found by going from partner to partner: however many wait for one, the others are found.
    ///
    /// @param except partners that have enough to do
    List<Due> claim(Instant now, Duration lease, Collection<UUID> except, int ofEach, int limit) {
        return jdbc.sql("""
                with recursive partner (id) as (
                    (select webhook_id from webhook_delivery where status = 'PENDING' order by webhook_id limit 1)
                    union all
                    select (select webhook_id from webhook_delivery
                            where status = 'PENDING' and webhook_id > partner.id order by webhook_id limit 1)
                    from partner where partner.id is not null
                ), due as materialized (
                    select waiting.id
                    from partner cross join lateral (
                        select id, next_attempt_at from webhook_delivery
                        where webhook_id = partner.id and status = 'PENDING' and next_attempt_at <= :now
                        order by next_attempt_at limit :ofEach for update skip locked) waiting
                    where partner.id <> all (:except)
                    order by waiting.next_attempt_at limit :limit
                )
                update webhook_delivery d
                set attempts = d.attempts + 1, next_attempt_at = :until, updated_at = :now
                from due, webhook w
                where d.id = due.id and w.id = d.webhook_id
                returning d.id, d.webhook_id, d.message_id, d.body, d.attempts, w.url, w.secret
                """)
                .param("now", now.atOffset(UTC))
                .param("until", now.plus(lease).atOffset(UTC))
                .param("except", Column.ids(except))
                .param("ofEach", ofEach)
                .param("limit", limit)
                .query((row, _) -> new Due(
                        row.getObject("id", UUID.class),
                        row.getObject("webhook_id", UUID.class),
                        row.getObject("message_id", UUID.class),
                        row.getString("body"),
                        row.getInt("attempts"),
                        URI.create(row.getString("url")),
                        row.getString("secret")))
                .list();
    }

    /// @param next when to try again; null when there is nothing more to try
    void tried(
            Due due,
            String status,
            @Nullable Instant next,
            @Nullable Integer answer,
            @Nullable String problem,
            Instant now) {
        jdbc.sql("""
                update webhook_delivery
                set status = :status, next_attempt_at = :next::timestamptz, answer = :answer::int,
                    problem = :problem::text, updated_at = :now
                where id = :id and attempts = :attempts and status = 'PENDING'
                """)
                .param("id", due.id())
                .param("attempts", due.attempts())
                .param("status", status)
                .param("next", next == null ? null : next.toString(), Types.VARCHAR)
                .param("answer", answer, Types.INTEGER)
                .param("problem", problem, Types.VARCHAR)
                .param("now", now.atOffset(UTC))
                .update();
    }

    /// Whatever became of it, it is sent once more, and again where that fails.
    boolean again(UUID webhook, UUID delivery, Instant now) {
        return jdbc.sql("""
                        update webhook_delivery
                        set status = 'PENDING', attempts = 0, next_attempt_at = :now, updated_at = :now
                        where id = :id and webhook_id = :webhook
                        """)
                        .param("id", delivery)
                        .param("webhook", webhook)
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }

    /// The newest first.
    List<Delivery> log(UUID webhook, PageRequest page) {
        var after = Optional.ofNullable(page.after());
        return jdbc.sql("""
                select * from webhook_delivery
                where webhook_id = :webhook and (created_at, id) < (:before::timestamptz, :id::uuid)
                order by created_at desc, id desc limit :rows
                """)
                .param("webhook", webhook)
                .param("before", after.map(it -> it.instant(0).toString()).orElse("infinity"))
                .param("id", after.map(it -> it.uuid(1).toString()).orElse(new UUID(0, 0).toString()))
                .param("rows", page.rows())
                .query((row, _) -> delivery(row))
                .list();
    }

    int forget(Instant before, int limit) {
        return jdbc.sql("""
                delete from webhook_delivery where id in (
                    select id from webhook_delivery where created_at < :before and status <> 'PENDING'
                    order by created_at limit :limit)
                """)
                .param("before", before.atOffset(UTC))
                .param("limit", limit)
                .update();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        var next = row.getObject("next_attempt_at", OffsetDateTime.class);
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getObject("message_id", UUID.class),
                row.getString("type"),
                row.getString("status"),
                row.getInt("attempts"),
                next == null ? null : next.toInstant(),
                row.getObject("answer", Integer.class),
                row.getString("problem"),
                required(row, "created_at"),
                required(row, "updated_at"));
    }

    private static Instant required(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
