package dev.tradewind.notification.updates;

import static java.time.ZoneOffset.UTC;

import dev.tradewind.messaging.Column;
import dev.tradewind.messaging.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The rows of all logs.
@Repository
class Entries {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Entries(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    List<Entry> write(List<Update> updates, Instant at) {
        var counts = new TreeMap<LogName, Long>();
        updates.forEach(update -> LogName.of(update).forEach(log -> counts.merge(log, 1L, Long::sum)));
        var next = take(counts);
        var entries = new ArrayList<Entry>();
        for (var update : updates) {
            var id = Ids.next();
            var message = message(id, update);
            for (var log : LogName.of(update)) {
                var number = next.merge(log, 1L, Long::sum) - 1;
                entries.add(
                        new Entry(log, number, id, update.organizationId(), update.audience(), update.type(), message));
            }
        }
        insert(entries, at);
        remember(updates, at);
        return List.copyOf(entries);
    }

    /// The first of the numbers that each log gives. Its row stays locked until the commit.
    private Map<LogName, Long> take(SortedMap<LogName, Long> counts) {
        var next = new HashMap<LogName, Long>();
        jdbc.sql("""
                insert into update_log as log (name, last)
                select name, count
                from unnest(:names, :counts) with ordinality as wanted (name, count, place)
                order by place
                on conflict (name) do update set last = log.last + excluded.last
                returning name, last
                """)
                .param("names", Column.texts(counts.keySet(), LogName::value))
                .param("counts", Column.numbers(counts.values(), it -> it))
                .query((row, _) -> {
                    var log = new LogName(row.getString("name"));
                    return next.put(log, row.getLong("last") - counts.getOrDefault(log, 0L) + 1);
                })
                .list();
        return next;
    }

    private void insert(List<Entry> entries, Instant at) {
        jdbc.sql("""
                insert into update_entry (
                    log, number, id, organization_id, audience, subject_id, customer_id, type, message, told_at)
                select *, :at
                from unnest(
                    :logs, :numbers, :ids, :organizations, :audiences, :subjects, :customers, :types, :messages)
                """)
                .param("logs", Column.texts(entries, it -> it.log().value()))
                .param("numbers", Column.numbers(entries, Entry::number))
                .param("ids", Column.uuids(entries, Entry::id))
                .param("organizations", Column.uuids(entries, Entry::organizationId))
                .param("audiences", Column.texts(entries, it -> AudienceColumns.kind(it.audience())))
                .param("subjects", Column.uuids(entries, it -> AudienceColumns.subject(it.audience())))
                .param("customers", Column.uuids(entries, it -> AudienceColumns.customer(it.audience())))
                .param("types", Column.texts(entries, Entry::type))
                .param("messages", Column.texts(entries, Entry::message))
                .param("at", at.atOffset(UTC))
                .update();
    }

    private void remember(List<Update> updates, Instant at) {
        var orders = new TreeMap<UUID, Update>();
        updates.stream()
                .filter(it -> it.audience() instanceof Audience.Order)
                .forEach(it -> orders.put(((Audience.Order) it.audience()).orderId(), it));
        if (orders.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into told_order (order_id, organization_id, customer_id, told_at)
                select *, :at from unnest(:orders, :organizations, :customers)
                on conflict (order_id) do update set told_at = excluded.told_at
                """)
                .param("orders", Column.ids(orders.keySet()))
                .param("organizations", Column.uuids(orders.values(), Update::organizationId))
                .param("customers", Column.uuids(orders.values(), it -> AudienceColumns.customer(it.audience())))
                .param("at", at.atOffset(UTC))
                .update();
    }

    /// What accounts were told. The log is locked first, so that nothing is added behind our back; its numbers go on.
    void erase(List<UUID> accounts) {
        var logs = Column.texts(
                accounts.stream().distinct().sorted().toList(),
                it -> LogName.ofAccount(it).value());
        jdbc.sql("update update_log set trimmed = last where name = any (:logs)")
                .param("logs", logs)
                .update();
        jdbc.sql("delete from update_entry where log = any (:logs)")
                .param("logs", logs)
                .update();
        jdbc.sql("delete from told_order where customer_id = any (:accounts)")
                .param("accounts", Column.ids(accounts))
                .update();
    }

    private String message(UUID id, Update update) {
        var message = json.createObjectNode();
        message.put("id", id.toString());
        message.put("type", update.type());
        message.set("data", update.data());
        message.put("timestamp", update.timestamp().toString());
        return json.writeValueAsString(message);
    }

    static Entry read(ResultSet row, int number) throws SQLException {
        return new Entry(
                new LogName(row.getString("log")),
                row.getLong("number"),
                row.getObject("id", UUID.class),
                row.getObject("organization_id", UUID.class),
                AudienceColumns.audience(row.getString("audience"), uuid(row, "subject_id"), uuid(row, "customer_id")),
                row.getString("type"),
                row.getString("message"));
    }

    private static @Nullable UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }
}
