package dev.tradewind.verify.load;

import dev.tradewind.verify.suite.Database;
import dev.tradewind.verify.suite.Processes;
import dev.tradewind.verify.suite.Suite;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the whole suite had used at a moment; two of them make a bill.
///
/// @param cpuMillis by component, user and system time of all its processes
/// @param commits of all databases together
/// @param walBytes written ahead by the database server
/// @param statements where the server counts them
record Usage(Map<String, Long> cpuMillis, long commits, long walBytes, Optional<Long> statements) {

    static Usage of(Suite suite) {
        try (var database = suite.database("order")) {
            database.update("select pg_stat_clear_snapshot()");
            return new Usage(
                    new Processes(suite).cpuMillis(),
                    database.number("""
                            select sum(xact_commit)::bigint from pg_stat_database where datname like 'tradewind%'
                            """),
                    database.number("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint"),
                    statements(database));
        }
    }

    private static Optional<Long> statements(Database database) {
        if (!database.texts("show shared_preload_libraries").getFirst().contains("pg_stat_statements")) {
            return Optional.empty();
        }
        database.update("create extension if not exists pg_stat_statements");
        return Optional.of(database.number("select sum(calls)::bigint from pg_stat_statements"));
    }

    /// Milliseconds of CPU by component between then and now.
    Map<String, Long> since(Usage before) {
        var spent = new TreeMap<String, Long>();
        cpuMillis.forEach((name, millis) -> spent.put(name, millis - before.cpuMillis.getOrDefault(name, 0L)));
        return spent;
    }
}
