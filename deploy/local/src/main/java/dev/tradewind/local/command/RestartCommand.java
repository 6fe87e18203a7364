package dev.tradewind.local.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Ends one process in order and starts it again.
@Command(name = "restart", mixinStandardHelpOptions = true, description = "Restarts one process and waits for it.")
public final class RestartCommand implements Callable<Integer> {

    @Mixin
    private Where where = new Where();

    @Parameters(paramLabel = "NAME", description = "One of the names of status.")
    private String name = "";

    @Override
    public Integer call() throws Exception {
        where.running().restart(name);
        System.out.println(name + " is up again.");
        return 0;
    }
}
