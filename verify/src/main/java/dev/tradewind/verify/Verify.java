package dev.tradewind.verify;

import dev.tradewind.verify.check.CheckCommand;
import dev.tradewind.verify.load.LoadCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Tries a running suite from outside.
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Tries a running suite from outside.",
        subcommands = {CheckCommand.class, LoadCommand.class})
public final class Verify {

    public static void main(String[] arguments) {
        // Kafka's client would otherwise complain that nobody wants to hear it.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(new CommandLine(new Verify()).execute(arguments));
    }
}
