package dev.tradewind.order.history;

import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderEvent;
import dev.tradewind.contracts.OrderEvent.OrderPlaced;
import dev.tradewind.order.domain.Stage;
import dev.tradewind.order.history.Summary.Settled;
import dev.tradewind.order.persistence.Rows;
import dev.tradewind.order.persistence.Times;
import dev.tradewind.order.persistence.WireNames;
import dev.tradewind.web.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The read model in its table.
@Repository
class Summaries {

    /// Whose orders, and which of them.
    ///
    /// @param customerId null for everybody's
    /// @param organizationId null for every organisation's
    record Wanted(
            @Nullable UUID customerId,
            @Nullable UUID organizationId,
            @Nullable Stage status,
            @Nullable Instant from,
            @Nullable Instant to) {}

    private static final TypeReference<List<OrderPlaced.Line>> LINES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Summaries(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    List<Summary> find(Collection<UUID> orderIds) {
        return jdbc.sql("select * from order_summaries where order_id = any (:ids::uuid[])")
                .param("ids", orderIds.stream().map(UUID::toString).toArray(String[]::new))
                .query((row, _) -> summary(row))
                .list();
    }

    /// Newest first.
    List<Summary> list(Wanted wanted, PageRequest page) {
        var after = page.after();
        return jdbc.sql("""
            select * from order_summaries
            where (:customer::uuid is null or customer_id = :customer::uuid)
              and (:organization::uuid is null or organization_id = :organization::uuid)
              and (:status::text is null or status = :status)
              and (:from::timestamptz is null or placed_at >= :from)
              and (:to::timestamptz is null or placed_at < :to)
              and (:placedAt::timestamptz is null or (placed_at, order_id) < (:placedAt, :orderId::uuid))
            order by placed_at desc, order_id desc
            limit :rows
            """)
                .param("customer", text(wanted.customerId()))
                .param("organization", text(wanted.organizationId()))
                .param(
                        "status",
                        wanted.status() == null ? null : wanted.status().name())
                .param("from", Times.column(wanted.from()))
                .param("to", Times.column(wanted.to()))
                .param("placedAt", after == null ? null : Times.column(after.instant(0)))
                .param("orderId", after == null ? null : text(after.uuid(1)))
                .param("rows", page.rows())
                .query((row, _) -> summary(row))
                .list();
    }

    /// An older state never replaces a newer one.
    void save(List<Summary> summaries) {
        save("order_summaries", summaries);
    }

    /// @param table one of the same shape
    void save(String table, List<Summary> summaries) {
        if (summaries.isEmpty()) {
            return;
        }
        var rows = new Rows<>(summaries);
        jdbc.sql("""
            insert into %s as old
                (order_id, organization_id, store_id, customer_id, order_number, fulfilment, lines, total, currency,
                 status, payment_id, rejection_reason, sequence, placed_at, updated_at, estimated_ready_at,
                 tracking_number, refunded, payment_status, reservation_status)
            select * from unnest(:ids::uuid[], :organizations::uuid[], :stores::uuid[], :customers::uuid[],
                                 :numbers::text[], :fulfilments::text[], :lines::jsonb[], :totals::bigint[],
                                 :currencies::text[], :statuses::text[], :payments::uuid[], :reasons::text[],
                                 :sequences::bigint[], :placed::timestamptz[], :updated::timestamptz[],
                                 :estimates::timestamptz[], :tracking::text[], :refunded::bigint[],
                                 :paymentStatuses::text[], :reservationStatuses::text[])
            on conflict (order_id) do update
            set lines = excluded.lines, total = excluded.total, status = excluded.status, payment_id = excluded.payment_id, sequence = excluded.sequence,
                rejection_reason = excluded.rejection_reason, updated_at = excluded.updated_at,
                estimated_ready_at = excluded.estimated_ready_at, tracking_number = excluded.tracking_number,
                refunded = excluded.refunded, payment_status = excluded.payment_status,
                reservation_status = excluded.reservation_status
            where old.sequence < excluded.sequence
            """.formatted(table))
                .param("ids", rows.texts(Summary::orderId))
                .param("organizations", rows.texts(Summary::organizationId))
                .param("stores", rows.texts(Summary::storeId))
                .param("customers", rows.texts(Summary::customerId))
                .param("numbers", rows.texts(Summary::orderNumber))
                .param("fulfilments", rows.texts(Summary::fulfilment))
                .param("lines", rows.texts(it -> json.writeValueAsString(it.lines())))
                .param("totals", rows.numbers(it -> it.total().amount()))
                .param("currencies", rows.texts(it -> it.total().currency()))
                .param("statuses", rows.texts(Summary::status))
                .param("payments", rows.texts(Summary::paymentId))
                .param("reasons", rows.texts(Summary::rejectionReason))
                .param("sequences", rows.numbers(Summary::sequence))
                .param("placed", rows.texts(Summary::placedAt))
                .param("estimates", rows.texts(Summary::estimatedReadyAt))
                .param("tracking", rows.texts(Summary::trackingNumber))
                .param("refunded", rows.numbers(Summary::refunded))
                .param(
                        "paymentStatuses",
                        rows.texts(
                                it -> it.settled() == null ? null : it.settled().payment()))
                .param(
                        "reservationStatuses",
                        rows.texts(
                                it -> it.settled() == null ? null : it.settled().reservation()))
                .param("updated", rows.texts(Summary::updatedAt))
                .update();
    }

    /// What really happened, in order.
    List<OrderEvent> events(Collection<UUID> orderIds) {
        return jdbc.sql("""
            select type, data from order_events where order_id = any (:ids::uuid[]) order by order_id, sequence
            """)
                .param("ids", orderIds.stream().map(UUID::toString).toArray(String[]::new))
                .query((row, _) -> event(row))
                .list();
    }

    /// What had happened to an order by then, in order.
    List<OrderEvent> events(UUID orderId, Instant at) {
        return jdbc.sql("""
            select type, data from order_events where order_id = :id and occurred_at <= :at order by sequence
            """)
                .param("id", orderId)
                .param("at", Times.column(at))
                .query((row, _) -> event(row))
                .list();
    }

    private OrderEvent event(ResultSet row) throws SQLException {
        var type = WireNames.orderEvent(row.getString("type"));
        return json.readValue(row.getString("data"), type);
    }

    private Summary summary(ResultSet row) throws SQLException {
        return new Summary(
                row.getObject("order_id", UUID.class),
                row.getObject("organization_id", UUID.class),
                row.getObject("store_id", UUID.class),
                row.getObject("customer_id", UUID.class),
                row.getString("order_number"),
                row.getString("fulfilment"),
                json.readValue(row.getString("lines"), LINES),
                new Money(row.getLong("total"), row.getString("currency")),
                row.getString("status"),
                row.getObject("payment_id", UUID.class),
                row.getString("rejection_reason"),
                Settled.of(row.getString("payment_status"), row.getString("reservation_status")),
                Times.of(row, "estimated_ready_at"),
                row.getString("tracking_number"),
                row.getLong("refunded"),
                row.getLong("sequence"),
                Times.required(row, "placed_at"),
                Times.required(row, "updated_at"));
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
