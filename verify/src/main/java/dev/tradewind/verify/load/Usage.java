package dev.tradewind.verify.load;

import dev.tradewind.verify.suite.Database;
import dev.tradewind.verify.suite.Processes;
import dev.tradewind.verify.suite.Suite;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the whole suite had used at a moment; two of them make a bill.
///
/// @param pids by component
/// @param cpuMillis by component, user and system time of all its processes
/// @param commits of all databases together
/// @param walBytes written ahead by the database server
/// @param statements where the server counts them
record Usage(
        Map<String, Long> pids, Map<String, Long> cpuMillis, long commits, long walBytes, Optional<Long> statements) {

    static final String DATABASE_SERVER = "postgresql";

    static Usage of(Suite suite) {
        try (var database = suite.database("order")) {
            database.update("select pg_stat_clear_snapshot()");
            var processes = new Processes(suite);
            return new Usage(
                    processes.pids(),
                    processes.cpuMillis(),
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

    /// Components that have another process than then, which began to count anew.
    Set<String> startedAgainSince(Usage before) {
        var again = new TreeSet<>(pids.keySet());
        again.removeIf(name -> Objects.equals(pids.get(name), before.pids.get(name)));
        return again;
    }

    /// Milliseconds of CPU by component between then and now; of what was started again only since it was.
    Map<String, Long> since(Usage before) {
        var again = startedAgainSince(before);
        var spent = new TreeMap<String, Long>();
        cpuMillis.forEach((name, millis) ->
                spent.put(name, again.contains(name) ? millis : millis - before.cpuMillis.getOrDefault(name, 0L)));
        return spent;
    }
}
