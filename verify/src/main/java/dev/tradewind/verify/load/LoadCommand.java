package dev.tradewind.verify.load;

import dev.tradewind.verify.check.Checker;
import dev.tradewind.verify.suite.Api;
import dev.tradewind.verify.suite.Demo;
import dev.tradewind.verify.suite.Suite;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `load`: exit 0 when every order was accepted, confirmed and the invariants hold, 1 when not.
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Places orders at a fixed rate, whatever becomes of those before, and reports what they took.")
public final class LoadCommand implements Callable<Integer> {

    /// An account may place 50 orders a second; some of it is left for unevenness.
    private static final int RATE_OF_ONE_ACCOUNT = 45;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "50",
            description = "Orders a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "60", description = "How long (default: 60).")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "10",
            description = "Seconds of the same load before anything is measured (default: 10).")
    private int warmUp;

    @Option(names = "--organization", paramLabel = "SLUG", description = "Only this one's shelves (default: all five).")
    private @Nullable String organization;

    @Override
    public Integer call() {
        var organizations = organization == null ? Demo.ORGANIZATIONS : List.of(organization);
        var customers = organizations.stream()
                .flatMap(it -> Demo.customers(it).stream())
                .toList();
        if (rate > customers.size() * RATE_OF_ONE_ACCOUNT) {
            System.err.printf(
                    "rate: %d (expected: at most %d, because an account may place 50 orders a second and there are %d)%n",
                    rate, customers.size() * RATE_OF_ONE_ACCOUNT, customers.size());
            return 2;
        }
        var suite = Suite.required();
        try (var api = new Api(suite)) {
            System.out.println(Machine.described());
            var shelves = Shelves.stocked(suite, api, organizations, (long) rate * (warmUp + seconds));
            System.out.printf(
                    "%d orders/s for %d s after %d s of warm-up, %d customers, %d products%n",
                    rate, seconds, warmUp, customers.size(), shelves.size());
            var load = new Load(api, shelves);
            var warming = load.fire(rate, warmUp);
            var isWarm = Outcome.of(suite, warming, PATIENCE).confirmedMicros().size() == warming.size();
            var before = Usage.of(suite);
            var shots = load.fire(rate, seconds);
            var outcome = Outcome.of(suite, shots, PATIENCE);
            var report = new Report(rate, shots, outcome, before, Usage.of(suite));
            System.out.println(report);
            if (!isWarm) {
                System.out.println("Orders of the warm-up were not confirmed.");
            }
            var verdict = new Checker(suite, PATIENCE).check();
            System.out.println(verdict);
            return isWarm && report.isClean() && verdict.holds() ? 0 : 1;
        }
    }
}
