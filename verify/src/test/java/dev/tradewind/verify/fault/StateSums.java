package dev.tradewind.verify.fault;

import dev.tradewind.verify.suite.Database;
import dev.tradewind.verify.suite.Suite;
import java.util.Map;
import java.util.TreeMap;

/// A checksum of every table that holds state: equal sums, equal state.
final class StateSums {

    private StateSums() {}

    static Map<String, String> of(Suite suite) {
        var sums = new TreeMap<String, String>();
        for (var service : Suite.DATABASES) {
            try (var database = suite.database(service)) {
                tables(database).forEach(table -> sums.put(service + "." + table, sum(database, table)));
            }
        }
        return sums;
    }

    /// Without the post office itself, which rightly notes that something came again.
    private static Iterable<String> tables(Database database) {
        return database.texts("""
                select c.relname from pg_class c
                 where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                   and c.relname !~ '^(flyway|outbox|inbox|relay|parked)'
                 order by 1
                """);
    }

    private static String sum(Database database, String table) {
        var row = database.rows("select count(*) as rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text"
                        + " as sum from \"" + table + "\" t")
                .getFirst();
        return row.number("rows") + " rows, " + row.text("sum");
    }
}
