package dev.tradewind.local.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

/// The invariants over every database and topic.
@Command(name = "verify", description = "Checks the invariants: exit 0, or 1 with the ids that break them.")
public final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private Where where = new Where();

    @Unmatched
    private List<String> others = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        var arguments = new ArrayList<>(List.of("check"));
        arguments.addAll(others);
        return new Verifier(where.place()).run(arguments);
    }
}
