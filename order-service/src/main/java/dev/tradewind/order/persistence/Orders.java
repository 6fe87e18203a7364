package dev.tradewind.order.persistence;

import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderEvent;
import dev.tradewind.order.domain.Fulfilment;
import dev.tradewind.order.domain.Handling;
import dev.tradewind.order.domain.OpenChange;
import dev.tradewind.order.domain.Order;
import dev.tradewind.order.domain.OrderStatus;
import dev.tradewind.order.domain.OrderStatus.Cancelled;
import dev.tradewind.order.domain.OrderStatus.Kept;
import dev.tradewind.order.domain.OrderStatus.Pending;
import dev.tradewind.order.domain.OrderStatus.Rejected;
import dev.tradewind.order.domain.Payment;
import dev.tradewind.order.domain.Reservation;
import dev.tradewind.order.domain.Stage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The orders that may still change, and what happened to them.
@Repository
public class Orders {

    /// What happened to an order.
    ///
    /// @param cause the message that made it happen
    public record Happened(
            OrderEvent event, String actor, @Nullable UUID cause) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Orders(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Reads the columns that can change; the row must hold them under their own names.
    public static Order order(ResultSet row) throws SQLException {
        return new Order(
                row.getObject("id", UUID.class),
                row.getObject("organization_id", UUID.class),
                row.getObject("store_id", UUID.class),
                row.getObject("customer_id", UUID.class),
                Fulfilment.valueOf(row.getString("fulfilment")),
                new Money(row.getLong("total"), row.getString("currency")),
                status(row),
                new Payment(
                        Payment.Status.valueOf(row.getString("payment_status")),
                        row.getObject("payment_id", UUID.class)),
                new Reservation(
                        Reservation.Status.valueOf(row.getString("reservation_status")),
                        Times.of(row, "reservation_expires_at")),
                new Handling(Times.of(row, "estimated_ready_at"), row.getString("tracking_number")),
                openChange(row.getString("open_change")),
                row.getLong("version"),
                row.getLong("sequence"));
    }

    private static OrderStatus status(ResultSet row) throws SQLException {
        return switch (Stage.valueOf(row.getString("status"))) {
            case PENDING -> new Pending();
            case REJECTED -> new Rejected(row.getString("rejection_reason"), Times.required(row, "status_since"));
            case CANCELLED -> new Cancelled(Times.required(row, "status_since"));
            case Stage kept -> new Kept(kept, Times.required(row, "status_since"));
        };
    }

    private static @Nullable OpenChange openChange(@Nullable String word) {
        return word == null ? null : OpenChange.valueOf(word);
    }

    /// The order, locked until the transaction ends.
    public Optional<Order> lock(UUID id) {
        return jdbc.sql("select * from orders where id = :id for update")
                .param("id", id)
                .query((row, _) -> order(row))
                .optional();
    }

    /// Those that exist, locked in the order of their ids until the transaction ends.
    public List<Order> lock(Collection<UUID> ids) {
        return jdbc.sql("select * from orders where id = any (:ids::uuid[]) order by id for update")
                .param("ids", ids.stream().distinct().map(UUID::toString).toArray(String[]::new))
                .query((row, _) -> order(row))
                .list();
    }

    /// Each product once, by order.
    public Map<UUID, List<UUID>> productsOf(Collection<UUID> ids) {
        var products = new HashMap<UUID, List<UUID>>();
        jdbc.sql("""
            select distinct order_id, product_id from order_lines where order_id = any (:ids::uuid[])
            order by order_id, product_id
            """)
                .param("ids", ids.stream().distinct().map(UUID::toString).toArray(String[]::new))
                .query(row -> {
                    products.computeIfAbsent(row.getObject("order_id", UUID.class), _ -> new ArrayList<>())
                            .add(row.getObject("product_id", UUID.class));
                });
        return products;
    }

    /// Why it is given up, in the words of whoever did.
    public void noteCancellation(UUID id, String reason) {
        jdbc.sql("update orders set cancellation = :reason where id = :id")
                .param("id", id)
                .param("reason", reason)
                .update();
    }

    /// Writes orders whose rows the caller has locked.
    public void update(List<Order> orders, Instant now) {
        if (orders.isEmpty()) {
            return;
        }
        var rows = new Rows<>(orders);
        var updated = jdbc.sql("""
            update orders o
            set total = c.total, status = c.status, status_since = c.status_since, rejection_reason = c.rejection_reason,
                payment_status = c.payment_status, payment_id = c.payment_id,
                reservation_status = c.reservation_status, reservation_expires_at = c.reservation_expires_at,
                estimated_ready_at = c.estimated_ready_at, tracking_number = c.tracking_number,
                open_change = c.open_change, version = c.version, sequence = c.sequence, updated_at = :now
            from unnest(:ids::uuid[], :totals::bigint[], :statuses::text[], :since::timestamptz[], :reasons::text[],
                        :payments::text[], :paymentIds::uuid[], :reservations::text[], :expiries::timestamptz[],
                        :estimates::timestamptz[], :tracking::text[], :changes::text[],
                        :versions::bigint[], :sequences::bigint[])
                as c (id, total, status, status_since, rejection_reason, payment_status, payment_id,
                      reservation_status, reservation_expires_at, estimated_ready_at, tracking_number, open_change,
                      version, sequence)
            where o.id = c.id and o.version < c.version
            """)
                .param("now", Times.column(now))
                .param("ids", rows.texts(Order::id))
                .param("totals", rows.numbers(it -> it.total().amount()))
                .param("statuses", rows.texts(it -> it.status().word()))
                .param("since", rows.texts(it -> it.status().since()))
                .param("reasons", rows.texts(it -> it.status() instanceof Rejected(var reason, var _) ? reason : null))
                .param("payments", rows.texts(it -> it.payment().status()))
                .param("paymentIds", rows.texts(it -> it.payment().transactionId()))
                .param("reservations", rows.texts(it -> it.reservation().status()))
                .param("expiries", rows.texts(it -> it.reservation().expiresAt()))
                .param("estimates", rows.texts(it -> it.handling().estimatedReadyAt()))
                .param("tracking", rows.texts(it -> it.handling().trackingNumber()))
                .param("changes", rows.texts(Order::openChange))
                .param("versions", rows.numbers(Order::version))
                .param("sequences", rows.numbers(Order::sequence))
                .update();
        if (updated != orders.size()) {
            throw new OptimisticLockingFailureException(
                    "orders updated: " + updated + " (expected: " + orders.size() + ")");
        }
    }

    /// Appends to the history. The primary key refuses a sequence that is taken.
    public void record(List<Happened> happened) {
        if (happened.isEmpty()) {
            return;
        }
        var rows = new Rows<>(happened);
        jdbc.sql("""
            insert into order_events (order_id, sequence, type, data, actor, cause, occurred_at)
            select * from unnest(:ids::uuid[], :sequences::bigint[], :types::text[], :data::jsonb[],
                                 :actors::text[], :causes::uuid[], :times::timestamptz[])
            """)
                .param("ids", rows.texts(it -> it.event().orderId()))
                .param("sequences", rows.numbers(it -> it.event().sequence()))
                .param("types", rows.texts(it -> WireNames.of(it.event())))
                .param("data", rows.texts(it -> json.writeValueAsString(it.event())))
                .param("actors", rows.texts(Happened::actor))
                .param("causes", rows.texts(Happened::cause))
                .param("times", rows.texts(it -> it.event().occurredAt()))
                .update();
    }
}
