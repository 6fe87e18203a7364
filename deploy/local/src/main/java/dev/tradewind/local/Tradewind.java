package dev.tradewind.local;

import dev.tradewind.local.command.DemoCommand;
import dev.tradewind.local.command.DoctorCommand;
import dev.tradewind.local.command.DownCommand;
import dev.tradewind.local.command.EventsCommand;
import dev.tradewind.local.command.LoadCommand;
import dev.tradewind.local.command.LogsCommand;
import dev.tradewind.local.command.ResetCommand;
import dev.tradewind.local.command.RestartCommand;
import dev.tradewind.local.command.ScaleCommand;
import dev.tradewind.local.command.StatusCommand;
import dev.tradewind.local.command.TestCommand;
import dev.tradewind.local.command.UpCommand;
import dev.tradewind.local.command.VerifyCommand;
import dev.tradewind.local.server.NotStarted;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `./tradewind`: the whole house on this machine.
@Command(
        name = "tradewind",
        mixinStandardHelpOptions = true,
        description = "Runs the whole house on this machine, on real servers, without containers.",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            RestartCommand.class,
            ScaleCommand.class,
            DemoCommand.class,
            TestCommand.class,
            EventsCommand.class,
            LoadCommand.class,
            VerifyCommand.class,
            DoctorCommand.class,
            ResetCommand.class
        })
public final class Tradewind {

    private static final int CANNOT = 2;

    private Tradewind() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Tradewind())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failed, line, _) -> explain(failed, line))
                .execute(arguments));
    }

    /// What stands in the way is one sentence; a stack trace is for what we did wrong.
    private static int explain(Exception failed, CommandLine line) {
        if (failed instanceof NotStarted || failed instanceof IllegalArgumentException) {
            System.err.println(failed.getMessage());
        } else {
            failed.printStackTrace(line.getErr());
        }
        return CANNOT;
    }
}
