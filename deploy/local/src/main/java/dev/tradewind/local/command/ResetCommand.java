package dev.tradewind.local.command;

import dev.tradewind.local.server.Trees;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Ends the suite and forgets all it knew.
@Command(name = "reset", mixinStandardHelpOptions = true, description = "Ends everything and drops the data.")
public final class ResetCommand implements Callable<Integer> {

    @Mixin
    private Where where = new Where();

    @Override
    public Integer call() throws Exception {
        where.running().stop();
        Trees.delete(where.place().state());
        System.out.println("Down, and the data is gone.");
        return 0;
    }
}
