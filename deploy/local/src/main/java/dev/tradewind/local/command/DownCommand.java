package dev.tradewind.local.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Ends the suite; its data stays.
@Command(name = "down", mixinStandardHelpOptions = true, description = "Ends everything; the data stays.")
public final class DownCommand implements Callable<Integer> {

    @Mixin
    private Where where = new Where();

    @Override
    public Integer call() throws Exception {
        System.out.println(where.running().stop() ? "Down." : "Nothing is running.");
        return 0;
    }
}
