package dev.tradewind.verify.load;

import dev.tradewind.verify.suite.Processes;
import dev.tradewind.verify.suite.Suite;
import java.util.Map;
import java.util.TreeMap;

/// What the whole suite had used at a moment; two of them make a bill.
///
/// @param cpuMillis by component, user and system time of all its processes
/// @param commits of all databases together
record Usage(long nanos, Map<String, Long> cpuMillis, long commits) {

    static Usage of(Suite suite) {
        try (var database = suite.database("order")) {
            database.update("select pg_stat_clear_snapshot()");
            return new Usage(System.nanoTime(), new Processes(suite).cpuMillis(), database.number("""
                            select sum(xact_commit)::bigint from pg_stat_database where datname like 'tradewind%'
                            """));
        }
    }

    /// Milliseconds of CPU by component between then and now.
    Map<String, Long> since(Usage before) {
        var spent = new TreeMap<String, Long>();
        cpuMillis.forEach((name, millis) -> spent.put(name, millis - before.cpuMillis.getOrDefault(name, 0L)));
        return spent;
    }
}
