package dev.tradewind.order.persistence;

import dev.tradewind.order.domain.Address;
import dev.tradewind.order.domain.OrderLine;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Writes new orders with their lines, their addresses and their first events in one round trip.
@Repository
public class Intake {

    private static final String EVERYTHING = """
        with placed as (
            insert into orders (id, order_number, organization_id, store_id, customer_id, fulfilment, total, currency,
                                instructions, status, payment_status, reservation_status, version, sequence,
                                placed_at, updated_at)
            select o.*, o.placed_at
            from unnest(:ids::uuid[], :numbers::text[], :organizations::uuid[], :stores::uuid[], :customers::uuid[],
                        :fulfilments::text[], :totals::bigint[], :currencies::text[], :instructions::text[],
                        :statuses::text[], :payments::text[], :reservations::text[], :versions::bigint[],
                        :sequences::bigint[], :times::timestamptz[])
                 as o (id, order_number, organization_id, store_id, customer_id, fulfilment, total, currency,
                       instructions, status, payment_status, reservation_status, version, sequence, placed_at)),
        line as (
            insert into order_lines (order_id, line, product_id, title, unit_price, quantity, instructions)
            select * from unnest(:lineIds::uuid[], :lines::bigint[], :products::uuid[], :titles::text[],
                                 :prices::bigint[], :quantities::bigint[], :notes::text[])),
        address as (
            insert into order_addresses (order_id, name, line1, line2, city, region, postal_code, country)
            select * from unnest(:addressIds::uuid[], :names::text[], :line1s::text[], :line2s::text[],
                                 :cities::text[], :regions::text[], :postalCodes::text[], :countries::text[]))
        insert into order_events (order_id, sequence, type, data, actor, occurred_at)
        select * from unnest(:ids::uuid[], :sequences::bigint[], :types::text[], :data::jsonb[], :customers::text[],
                             :times::timestamptz[])
        """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    private record Line(NewOrder order, int number, OrderLine line) {}

    Intake(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public void add(List<NewOrder> placed) {
        var orders = new Rows<>(placed);
        var lines = new Rows<>(placed.stream().flatMap(Intake::lines).toList());
        var sent = new Rows<>(placed.stream().filter(it -> it.address() != null).toList());
        jdbc.sql(EVERYTHING)
                .param("ids", orders.texts(it -> it.order().id()))
                .param("numbers", orders.texts(NewOrder::number))
                .param("organizations", orders.texts(it -> it.order().organizationId()))
                .param("stores", orders.texts(it -> it.order().storeId()))
                .param("customers", orders.texts(it -> it.order().customerId()))
                .param("fulfilments", orders.texts(it -> it.fulfilment().name()))
                .param("totals", orders.numbers(it -> it.order().total().amount()))
                .param("currencies", orders.texts(it -> it.order().total().currency()))
                .param("instructions", orders.texts(NewOrder::instructions))
                .param("statuses", orders.texts(it -> it.order().status().word()))
                .param("payments", orders.texts(it -> it.order().payment().status()))
                .param(
                        "reservations",
                        orders.texts(it -> it.order().reservation().status()))
                .param("versions", orders.numbers(it -> it.order().version()))
                .param("sequences", orders.numbers(it -> it.order().sequence()))
                .param("times", orders.texts(it -> it.event().occurredAt()))
                .param("lineIds", lines.texts(it -> it.order().order().id()))
                .param("lines", lines.numbers(it -> (long) it.number()))
                .param("products", lines.texts(it -> it.line().productId()))
                .param("titles", lines.texts(it -> it.line().title()))
                .param("prices", lines.numbers(it -> it.line().unitPrice().amount()))
                .param("quantities", lines.numbers(it -> (long) it.line().quantity()))
                .param("notes", lines.texts(it -> it.line().instructions()))
                .param("addressIds", sent.texts(it -> it.order().id()))
                .param("names", to(sent, Address::name))
                .param("line1s", to(sent, Address::line1))
                .param("line2s", to(sent, Address::line2))
                .param("cities", to(sent, Address::city))
                .param("regions", to(sent, Address::region))
                .param("postalCodes", to(sent, Address::postalCode))
                .param("countries", to(sent, Address::country))
                .param("types", orders.texts(it -> WireNames.of(it.event())))
                .param("data", orders.texts(it -> json.writeValueAsString(it.event())))
                .update();
    }

    private static Stream<Line> lines(NewOrder order) {
        return IntStream.range(0, order.lines().size())
                .mapToObj(it -> new Line(order, it + 1, order.lines().get(it)));
    }

    private static @Nullable String[] to(Rows<NewOrder> sent, Function<Address, @Nullable Object> column) {
        return sent.texts(it -> column.apply(Objects.requireNonNull(it.address())));
    }
}
