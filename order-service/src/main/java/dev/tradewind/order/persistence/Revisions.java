package dev.tradewind.order.persistence;

import dev.tradewind.contracts.Money;
import dev.tradewind.order.domain.OrderLine;
import dev.tradewind.order.domain.Revision;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The lines of orders that may still change, and what became of wishes for others. Who writes holds the order's row.
@Repository
public class Revisions {

    private final JdbcClient jdbc;

    Revisions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What was ordered, as it is now.
    public record Ordered(List<OrderLine> lines, @Nullable String instructions) {

        public Ordered {
            lines = List.copyOf(lines);
        }
    }

    /// What became of a wish.
    public sealed interface Outcome {

        UUID orderId();

        UUID id();

        record Asked(UUID orderId, UUID id) implements Outcome {}

        /// @param instructions for the whole order; null leaves them as they are, nothing removes them
        record Applied(
                UUID orderId,
                UUID id,
                Revision revision,
                @Nullable String instructions) implements Outcome {}

        record Refused(UUID orderId, UUID id, String reason) implements Outcome {}
    }

    public Ordered ordered(UUID orderId) {
        var lines = jdbc.sql("""
            select l.*, o.currency from order_lines l join orders o on o.id = l.order_id
            where l.order_id = :id order by l.line
            """)
                .param("id", orderId)
                .query((row, _) -> new OrderLine(
                        row.getObject("product_id", UUID.class),
                        row.getString("title"),
                        new Money(row.getLong("unit_price"), row.getString("currency")),
                        row.getInt("quantity"),
                        row.getString("instructions")))
                .list();
        var instructions = jdbc.sql("select instructions from orders where id = :id")
                .param("id", orderId)
                .query((row, _) -> Optional.ofNullable(row.getString("instructions")))
                .single();
        return new Ordered(lines, instructions.orElse(null));
    }

    public void write(List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        note(new Rows<>(outcomes));
        var applied = outcomes.stream()
                .filter(Outcome.Applied.class::isInstance)
                .map(Outcome.Applied.class::cast)
                .toList();
        if (!applied.isEmpty()) {
            replaceLines(applied);
        }
    }

    private void note(Rows<Outcome> rows) {
        jdbc.sql("""
            update orders o
            set modification_id = c.modification, modification_status = c.status, modification_reason = c.reason,
                instructions = case when c.instructions is null then o.instructions else nullif(c.instructions, '') end
            from unnest(:orders::uuid[], :modifications::uuid[], :statuses::text[], :reasons::text[],
                        :instructions::text[]) as c (id, modification, status, reason, instructions)
            where o.id = c.id
            """)
                .param("orders", rows.texts(Outcome::orderId))
                .param("modifications", rows.texts(Outcome::id))
                .param("statuses", rows.texts(Revisions::status))
                .param("reasons", rows.texts(it -> it instanceof Outcome.Refused no ? no.reason() : null))
                .param("instructions", rows.texts(it -> it instanceof Outcome.Applied yes ? yes.instructions() : null))
                .update();
    }

    private static String status(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Asked _ -> "RUNNING";
            case Outcome.Applied _ -> "APPLIED";
            case Outcome.Refused _ -> "REFUSED";
        };
    }

    private void replaceLines(List<Outcome.Applied> applied) {
        record Row(UUID orderId, int number, OrderLine line) {}
        var rows = new Rows<>(applied.stream()
                .flatMap(it -> {
                    var lines = it.revision().lines();
                    return IntStream.range(0, lines.size())
                            .mapToObj(number -> new Row(it.orderId(), number + 1, lines.get(number)));
                })
                .toList());
        jdbc.sql("delete from order_lines where order_id = any (:ids::uuid[])")
                .param("ids", new Rows<>(applied).texts(Outcome.Applied::orderId))
                .update();
        jdbc.sql("""
            insert into order_lines (order_id, line, product_id, title, unit_price, quantity, instructions)
            select * from unnest(:ids::uuid[], :lines::bigint[], :products::uuid[], :titles::text[], :prices::bigint[],
                                 :quantities::bigint[], :notes::text[])
            """)
                .param("ids", rows.texts(Row::orderId))
                .param("lines", rows.numbers(it -> (long) it.number()))
                .param("products", rows.texts(it -> it.line().productId()))
                .param("titles", rows.texts(it -> it.line().title()))
                .param("prices", rows.numbers(it -> it.line().unitPrice().amount()))
                .param("quantities", rows.numbers(it -> (long) it.line().quantity()))
                .param("notes", rows.texts(it -> it.line().instructions()))
                .update();
    }
}
