package dev.tradewind.local.command;

import dev.tradewind.local.screen.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Starts the suite and stays in front, or behind with `--detach`.
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Builds what is stale and starts everything; Ctrl-C ends it.")
public final class UpCommand implements Callable<Integer> {

    @Mixin
    private Where where = new Where();

    @Option(
            names = {"-d", "--detach"},
            description = "Return when demo products can be ordered and found.")
    private boolean detach;

    @Option(names = "--fast-start", description = "Start sooner, answer slower under load: for a look around.")
    private boolean quickly;

    @Option(names = "--behind", hidden = true, description = "Somebody else shows where everything is.")
    private boolean behind;

    @Override
    public Integer call() throws Exception {
        var place = where.place();
        var screen = Screen.forThisTerminal();
        var start = new Start(place, screen, where.builds(), quickly);
        if (where.running().isReady()) {
            screen.say("Up already.");
            Table.print(place, screen);
            return 0;
        }
        if (detach) {
            start.behind();
            Table.print(place, screen);
            return 0;
        }
        start.here();
        if (!behind) {
            Table.print(place, screen);
            screen.say("Ctrl-C ends it.");
        }
        start.stay();
        return 0;
    }
}
