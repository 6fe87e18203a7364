package dev.tradewind.verify.check;

import dev.tradewind.verify.suite.Suite;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `check`: exit 0 when all invariants hold, 1 when not.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Judges the invariants over all databases and topics.")
public final class CheckCommand implements Callable<Integer> {

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait for open orders and unread messages (default: ${DEFAULT-VALUE}).")
    private int wait;

    @Override
    public Integer call() {
        var verdict = new Checker(Suite.required(), Duration.ofSeconds(wait)).check();
        System.out.println(verdict);
        return verdict.holds() ? 0 : 1;
    }
}
