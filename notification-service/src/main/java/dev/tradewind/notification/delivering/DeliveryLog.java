package dev.tradewind.notification.delivering;

import static java.time.ZoneOffset.UTC;

import dev.tradewind.contracts.WireName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/// Being in the log is being delivered for the channel `IN_APP`: the log is what its reader lists.
@Repository
class DeliveryLog {

    private final JdbcClient jdbc;

    DeliveryLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Once for each event, channel and account, also when the inbox has long forgotten the event.
    void add(List<Delivery> deliveries, Instant at) {
        if (deliveries.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into delivery_log (
                    id, event_id, event_type, channel, account_id, organization_id, order_id, type, title, body,
                    status, occurred_at, created_at)
                select
                    id, event_id, event_type, 'IN_APP', account_id, organization_id, order_id, type, title, body,
                    'DELIVERED', occurred_at, :at
                from unnest(
                    :ids, :events, :eventTypes, :accounts, :organizations, :orders, :types, :titles, :bodies, :times)
                    as delivery (
                    id, event_id, event_type, account_id, organization_id, order_id, type, title, body, occurred_at)
                on conflict (event_id, channel, account_id) do nothing
                """)
                .param("ids", column("uuid", deliveries, Delivery::id))
                .param("events", column("uuid", deliveries, Delivery::eventId))
                .param("eventTypes", column("text", deliveries, DeliveryLog::wireName))
                .param("accounts", column("uuid", deliveries, it -> it.event().customerId()))
                .param(
                        "organizations",
                        column("uuid", deliveries, it -> it.event().organizationId()))
                .param("orders", column("uuid", deliveries, it -> it.event().orderId()))
                .param("types", column("text", deliveries, Delivery::type))
                .param("titles", column("text", deliveries, it -> it.notice().title()))
                .param("bodies", column("text", deliveries, it -> it.notice().body()))
                .param(
                        "times",
                        column(
                                "timestamptz",
                                deliveries,
                                it -> it.event().occurredAt().toString()))
                .param("at", at.atOffset(UTC))
                .update();
    }

    void forget(List<UUID> accounts) {
        jdbc.sql("delete from delivery_log where account_id = any (:accounts)")
                .param("accounts", new SqlArrayValue("uuid", accounts.toArray()))
                .update();
    }

    private static String wireName(Delivery delivery) {
        return Objects.requireNonNull(delivery.event().getClass().getAnnotation(WireName.class), "WireName")
                .value();
    }

    private static SqlArrayValue column(String type, List<Delivery> deliveries, Function<Delivery, Object> value) {
        return new SqlArrayValue(type, deliveries.stream().map(value).toArray());
    }
}
