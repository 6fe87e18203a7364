package dev.tradewind.notification.history;

import dev.tradewind.contracts.CatalogEvent.StoreChanged;
import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderEvent.OrderPlaced.Line;
import dev.tradewind.messaging.Column;
import dev.tradewind.notification.domain.PersonalData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The orders that were told of on `orders.events`, and the names of the stores they went to.
@Repository
public class OrderHistory implements PersonalData {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    OrderHistory(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Those of the orders we have heard of.
    public Map<UUID, OrderFacts> of(Collection<UUID> orders) {
        if (orders.isEmpty()) {
            return Map.of();
        }
        return jdbc.sql("""
                select order_id, organization_id, store_id, customer_id, sequence, number, total, currency, lines,
                       estimated_ready_at, note, kept, placed_at
                from order_facts where order_id = any (:ids)
                """).param("ids", Column.ids(orders)).query((row, _) -> facts(row)).stream()
                .collect(Collectors.toMap(OrderFacts::orderId, it -> it));
    }

    /// Never replaces what is newer.
    public void keep(Collection<OrderFacts> facts) {
        var rows =
                facts.stream().sorted(Comparator.comparing(OrderFacts::orderId)).toList();
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into order_facts as known (
                    order_id, organization_id, store_id, customer_id, sequence, number, total, currency, lines,
                    product_ids, estimated_ready_at, note, kept, placed_at)
                select order_id, organization_id, store_id, customer_id, sequence, number, total, currency,
                       lines::jsonb,
                       array(select (line ->> 'productId')::uuid from jsonb_array_elements(lines::jsonb) as line),
                       estimated_ready_at, note, kept, placed_at
                from unnest(:ids, :organizations, :stores, :customers, :sequences, :numbers, :totals, :currencies,
                            :lines, :estimates, :notes, :kept, :times)
                    as fact (order_id, organization_id, store_id, customer_id, sequence, number, total, currency,
                             lines, estimated_ready_at, note, kept, placed_at)
                on conflict (order_id) do update set
                    sequence = excluded.sequence, number = excluded.number, total = excluded.total,
                    currency = excluded.currency, lines = excluded.lines, product_ids = excluded.product_ids,
                    estimated_ready_at = excluded.estimated_ready_at, note = excluded.note, kept = excluded.kept,
                    placed_at = excluded.placed_at
                where known.sequence < excluded.sequence
                """)
                .param("ids", Column.uuids(rows, OrderFacts::orderId))
                .param("organizations", Column.uuids(rows, OrderFacts::organizationId))
                .param("stores", Column.uuids(rows, OrderFacts::storeId))
                .param("customers", Column.uuids(rows, OrderFacts::customerId))
                .param("sequences", Column.numbers(rows, OrderFacts::sequence))
                .param("numbers", Column.texts(rows, OrderFacts::number))
                .param("totals", Column.numbers(rows, it -> amount(it.total())))
                .param("currencies", Column.texts(rows, it -> currency(it.total())))
                .param("lines", Column.texts(rows, it -> json.writeValueAsString(it.lines())))
                .param("estimates", Column.times(rows, OrderFacts::estimatedReadyAt))
                .param("notes", Column.texts(rows, OrderFacts::note))
                .param("kept", Column.flags(rows, OrderFacts::kept))
                .param("times", Column.times(rows, OrderFacts::placedAt))
                .update();
    }

    public Map<UUID, String> storeNames(Collection<UUID> stores) {
        var names = new HashMap<UUID, String>();
        if (!stores.isEmpty()) {
            jdbc.sql("select id, name from stores where id = any (:ids)")
                    .param("ids", Column.ids(stores))
                    .query(row -> {
                        names.put(row.getObject("id", UUID.class), row.getString("name"));
                    });
        }
        return names;
    }

    /// The newest of each store.
    void keepStores(Collection<StoreChanged> stores) {
        jdbc.sql("""
                insert into stores as known (id, organization_id, name, sequence)
                select * from unnest(:ids, :organizations, :names, :sequences)
                on conflict (id) do update set name = excluded.name, sequence = excluded.sequence
                where known.sequence < excluded.sequence
                """)
                .param("ids", Column.uuids(stores, StoreChanged::storeId))
                .param("organizations", Column.uuids(stores, StoreChanged::organizationId))
                .param("names", Column.texts(stores, StoreChanged::name))
                .param("sequences", Column.numbers(stores, StoreChanged::sequence))
                .update();
    }

    @Override
    public void forget(List<UUID> accounts) {
        jdbc.sql("delete from order_facts where customer_id = any (:accounts)")
                .param("accounts", Column.ids(accounts))
                .update();
    }

    private OrderFacts facts(ResultSet row) throws SQLException {
        var currency = row.getString("currency");
        return new OrderFacts(
                row.getObject("order_id", UUID.class),
                row.getObject("organization_id", UUID.class),
                row.getObject("store_id", UUID.class),
                row.getObject("customer_id", UUID.class),
                row.getLong("sequence"),
                row.getString("number"),
                currency == null ? null : new Money(row.getLong("total"), currency),
                List.of(json.readValue(row.getString("lines"), Line[].class)),
                instant(row.getObject("estimated_ready_at", OffsetDateTime.class)),
                row.getString("note"),
                row.getBoolean("kept"),
                row.getObject("placed_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Long amount(@Nullable Money money) {
        return money == null ? null : money.amount();
    }

    private static @Nullable String currency(@Nullable Money money) {
        return money == null ? null : money.currency();
    }
}
