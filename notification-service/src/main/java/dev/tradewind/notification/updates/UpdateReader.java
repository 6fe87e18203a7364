package dev.tradewind.notification.updates;

import dev.tradewind.messaging.Column;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was told, for those who missed it.
@Repository
public class UpdateReader {

    /// Whose order it is.
    public record Owner(UUID organizationId, UUID customerId) {}

    private final JdbcClient jdbc;

    UpdateReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The number of the last entry of each log; zero for one that has none yet.
    public Map<LogName, Long> last(Collection<LogName> logs) {
        var last = new HashMap<LogName, Long>();
        logs.forEach(it -> last.put(it, 0L));
        jdbc.sql("select name, last from update_log where name = any (:names)")
                .param("names", Column.texts(logs, LogName::value))
                .query(row -> {
                    last.put(new LogName(row.getString("name")), row.getLong("last"));
                });
        return last;
    }

    /// What stands behind the given numbers, from each log `most` at most and in its order.
    public List<Entry> after(Map<LogName, Long> numbers, int most) {
        var places = List.copyOf(numbers.entrySet());
        return jdbc.sql("""
                select entry.*
                from unnest(:logs, :numbers) as place (log, number)
                cross join lateral (
                    select * from update_entry
                    where update_entry.log = place.log and update_entry.number > place.number
                    order by update_entry.number
                    limit :most) as entry
                """)
                .param("logs", Column.texts(places, it -> it.getKey().value()))
                .param("numbers", Column.numbers(places, Map.Entry::getValue))
                .param("most", most)
                .query(Entries::read)
                .list();
    }

    /// Empty for an order that nothing has been told of.
    public Optional<Owner> ownerOf(UUID orderId) {
        return jdbc.sql("select organization_id, customer_id from told_order where order_id = :order")
                .param("order", orderId)
                .query((row, _) -> new Owner(
                        row.getObject("organization_id", UUID.class), row.getObject("customer_id", UUID.class)))
                .optional();
    }
}
