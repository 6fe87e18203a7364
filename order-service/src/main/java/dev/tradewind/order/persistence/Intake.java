package dev.tradewind.order.persistence;

import dev.tradewind.order.domain.OrderLine;
import java.sql.Types;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Writes a new order with its lines, its address and its first event in one round trip.
@Repository
public class Intake {

    private static final String EVERYTHING = """
        with placed as (
            insert into orders (id, order_number, organization_id, store_id, customer_id, fulfilment, total, currency,
                                instructions, status, payment_status, reservation_status, version, sequence,
                                placed_at, updated_at)
            values (:id, :number, :organization, :store, :customer, :fulfilment, :total, :currency,
                    :instructions, :status, :payment, :reservation, :version, :sequence, :now, :now)),
        line as (
            insert into order_lines (order_id, line, product_id, title, unit_price, quantity, instructions)
            select :id, line, product_id, title, unit_price, quantity, instructions
            from unnest(:products::uuid[], :titles::text[], :prices::bigint[], :quantities::bigint[], :notes::text[])
                 with ordinality as l (product_id, title, unit_price, quantity, instructions, line)),
        address as (
            insert into order_addresses (order_id, name, line1, line2, city, region, postal_code, country)
            select :id, a.* from (values (:name::text, :line1::text, :line2::text, :city::text, :region::text,
                                          :postalCode::text, :country::text)) a
            where :name::text is not null)
        insert into order_events (order_id, sequence, type, data, actor, occurred_at)
        values (:id, :sequence, :type, :data::jsonb, :actor, :now)
        """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Intake(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// What may be null has a type, because the server prepares a statement anew when the type of a parameter changes.
    public void add(NewOrder it) {
        var order = it.order();
        var lines = new Rows<>(it.lines());
        var address = it.address();
        jdbc.sql(EVERYTHING)
                .param("id", order.id())
                .param("number", it.number())
                .param("organization", order.organizationId())
                .param("store", order.storeId())
                .param("customer", order.customerId())
                .param("fulfilment", it.fulfilment().name())
                .param("total", order.total().amount())
                .param("currency", order.total().currency())
                .param("instructions", it.instructions(), Types.VARCHAR)
                .param("status", order.status().word())
                .param("payment", order.payment().status().name())
                .param("reservation", order.reservation().status().name())
                .param("version", order.version())
                .param("sequence", order.sequence())
                .param("now", Times.column(it.event().occurredAt()))
                .param("products", lines.texts(OrderLine::productId))
                .param("titles", lines.texts(OrderLine::title))
                .param("prices", lines.numbers(line -> line.unitPrice().amount()))
                .param("quantities", lines.numbers(line -> (long) line.quantity()))
                .param("notes", lines.texts(OrderLine::instructions))
                .param("name", address == null ? null : address.name(), Types.VARCHAR)
                .param("line1", address == null ? null : address.line1(), Types.VARCHAR)
                .param("line2", address == null ? null : address.line2(), Types.VARCHAR)
                .param("city", address == null ? null : address.city(), Types.VARCHAR)
                .param("region", address == null ? null : address.region(), Types.VARCHAR)
                .param("postalCode", address == null ? null : address.postalCode(), Types.VARCHAR)
                .param("country", address == null ? null : address.country(), Types.VARCHAR)
                .param("type", WireNames.of(it.event()))
                .param("data", json.writeValueAsString(it.event()))
                .param("actor", order.customerId().toString())
                .update();
    }
}
