package dev.tradewind.order.showing;

import dev.tradewind.order.domain.Address;
import dev.tradewind.order.domain.Fulfilment;
import dev.tradewind.order.domain.OrderStatus;
import dev.tradewind.order.persistence.Orders;
import dev.tradewind.order.persistence.Times;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Caller.Role;
import dev.tradewind.web.PageRequest;
import dev.tradewind.web.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Orders as they are this moment, for those who may see them: who ordered, the staff of the organisation that
/// sells and machines it lets read them, and the operator of the platform. Ownership is part of the query.
@Repository
public class ShownOrders {

    /// @param type the wire name, as partners know it
    record Event(long sequence, String type, JsonNode data, String actor, Instant occurredAt) {}

    private static final TypeReference<List<OrderView.Item>> ITEMS = new TypeReference<>() {};

    private static final String MAY_SEE = """
        (o.customer_id = :account or :operator or :staff and o.organization_id = :organization::uuid)
        """;

    /// Where goods go concerns who ordered them and who packs them; a machine that follows orders, and the operator,
    /// see the order without it.
    private static final String MAY_SEE_THE_CUSTOMER = """
        (o.customer_id = :account or :own and o.organization_id = :organization::uuid)
        """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ShownOrders(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public Optional<OrderView> find(UUID id, Caller caller) {
        return asking("""
            select o.*, (select jsonb_agg(jsonb_build_object(
                             'productId', l.product_id, 'title', l.title,
                             'unitPrice', jsonb_build_object('amount', l.unit_price, 'currency', o.currency),
                             'quantity', l.quantity, 'instructions', l.instructions) order by l.line)
                         from order_lines l where l.order_id = o.id) as items,
                   a.address, case when %1$s then o.instructions end as told
            from orders o left join lateral (
                select jsonb_build_object(
                    'name', a.name, 'line1', a.line1, 'line2', a.line2, 'city', a.city, 'region', a.region,
                    'postalCode', a.postal_code, 'country', a.country) as address
                from order_addresses a where a.order_id = o.id and %1$s) a on true
            where o.id = :id and
            """.formatted(MAY_SEE_THE_CUSTOMER) + MAY_SEE, id, caller)
                .param("own", caller.is(Role.STAFF) || caller.is(Role.ADMIN))
                .query((row, _) -> view(row))
                .optional();
    }

    /// Every order has a first event: nothing from the start on is an order that nobody sees.
    List<Event> history(UUID id, Caller caller, PageRequest page) {
        var after = page.after() == null ? 0 : page.after().number(0);
        var events = asking("""
            select e.sequence, e.type, e.data, e.actor, e.occurred_at
            from order_events e join orders o on o.id = e.order_id
            where o.id = :id and e.sequence > :after and
            """ + MAY_SEE + "order by e.sequence limit :rows", id, caller)
                .param("after", after)
                .param("rows", page.rows())
                .query((row, _) -> new Event(
                        row.getLong("sequence"),
                        row.getString("type"),
                        json.readTree(row.getString("data")),
                        row.getString("actor"),
                        Times.required(row, "occurred_at")))
                .list();
        if (events.isEmpty() && after == 0) {
            throw new OrderNotFound(id);
        }
        return events;
    }

    private JdbcClient.StatementSpec asking(String sql, UUID id, Caller caller) {
        return jdbc.sql(sql)
                .param("id", id)
                .param("account", caller.accountId())
                .param("operator", caller.is(Role.OPERATOR))
                .param("staff", caller.is(Role.STAFF) || caller.is(Role.ADMIN) || caller.may(Scope.ORDERS_READ))
                .param("organization", text(caller.organizationId()));
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private static OrderView.@Nullable Modification modification(ResultSet row) throws SQLException {
        var id = row.getObject("modification_id", UUID.class);
        return id == null
                ? null
                : new OrderView.Modification(
                        id, row.getString("modification_status"), row.getString("modification_reason"));
    }

    private @Nullable Address address(@Nullable String text) {
        return text == null ? null : json.readValue(text, Address.class);
    }

    private OrderView view(ResultSet row) throws SQLException {
        var order = Orders.order(row);
        return new OrderView(
                order.id(),
                row.getString("order_number"),
                order.organizationId(),
                order.storeId(),
                order.customerId(),
                order.status().word(),
                Fulfilment.valueOf(row.getString("fulfilment")),
                json.readValue(row.getString("items"), ITEMS),
                address(row.getString("address")),
                row.getString("told"),
                order.total(),
                order.payment(),
                order.reservation(),
                order.handling().estimatedReadyAt(),
                order.handling().trackingNumber(),
                order.status() instanceof OrderStatus.Rejected(var reason, var _) ? reason : null,
                order.status() instanceof OrderStatus.Cancelled ? row.getString("cancellation") : null,
                modification(row),
                order.version(),
                Times.required(row, "placed_at"),
                Times.required(row, "updated_at"));
    }
}
