package dev.tradewind.local.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

/// Open-loop load with a verdict; `load --help` of the verifier says more.
@Command(
        name = "load",
        description = "Sends orders at a rate: load --rate 50 --seconds 60. Other options go to the load generator.")
public final class LoadCommand implements Callable<Integer> {

    @Mixin
    private Where where = new Where();

    @Unmatched
    private List<String> others = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        var arguments = new ArrayList<>(List.of("load"));
        arguments.addAll(others);
        return new Verifier(where.place()).run(arguments);
    }
}
