package dev.tradewind.local.command;

import dev.tradewind.local.screen.Screen;
import dev.tradewind.local.server.NotStarted;
import dev.tradewind.local.suite.Extra;
import dev.tradewind.local.suite.Purpose;
import dev.tradewind.local.suite.Status;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
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

    @Option(
            names = "--optimize",
            description = "Compile what orders pass a second time: slower for minutes, faster under load for hours.")
    private boolean optimized;

    @Option(
            names = "--with",
            paramLabel = "EXTRA",
            split = ",",
            description = "Start this too. sso: an identity provider to sign in with.")
    private Set<Extra> extras = EnumSet.noneOf(Extra.class);

    @Option(names = "--behind", hidden = true, description = "Somebody else shows where everything is.")
    private boolean behind;

    @Override
    public Integer call() throws Exception {
        var place = where.place();
        var screen = Screen.forThisTerminal();
        var start =
                new Start(place, screen, where.builds(), optimized ? Purpose.LASTING_LOAD : Purpose.EVERYDAY, extras);
        if (where.running().isReady()) {
            refuseWhatIsNotThere();
            screen.say("Up already.");
            Table.print(place, screen, extras);
            return 0;
        }
        if (detach) {
            start.behind();
            Table.print(place, screen, extras);
            return 0;
        }
        start.here();
        if (!behind) {
            Table.print(place, screen, extras);
            screen.say("Ctrl-C ends it.");
        }
        start.stay();
        return 0;
    }

    private void refuseWhatIsNotThere() throws IOException {
        var there = where.running().status().stream().map(Status::name).toList();
        for (var it : extras) {
            if (!there.contains(it.program(where.place()).name())) {
                throw new NotStarted("Up already, without %s: ./tradewind down first"
                        .formatted(it.program(where.place()).name()));
            }
        }
    }
}
