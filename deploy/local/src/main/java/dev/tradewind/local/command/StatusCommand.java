package dev.tradewind.local.command;

import dev.tradewind.local.suite.Status;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How every process of the suite is.
@Command(name = "status", mixinStandardHelpOptions = true, description = "Shows how every process is.")
public final class StatusCommand implements Callable<Integer> {

    private static final long MEBI = 1024 * 1024;

    @Mixin
    private Where where = new Where();

    @Option(names = "--json", description = "An array of {name, state, pid, port, rss, since}; rss in bytes.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        var all = where.running().status();
        if (json) {
            System.out.println(Status.toJson(all));
            return 0;
        }
        System.out.printf("%-24s %-11s %8s %6s %9s  %s%n", "NAME", "STATE", "PID", "PORT", "MEMORY", "SINCE");
        for (var it : all) {
            System.out.printf(
                    "%-24s %-11s %8s %6d %5d MiB  %s%n",
                    it.name(),
                    it.state(),
                    it.pid() == null ? "-" : it.pid(),
                    it.port(),
                    it.rss() / MEBI,
                    it.since() == null ? "-" : it.since());
        }
        System.out.printf(
                "%-24s %37s MiB%n",
                "together", all.stream().mapToLong(Status::rss).sum() / MEBI);
        return 0;
    }
}
