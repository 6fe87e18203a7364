package dev.tradewind.local.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// More or fewer instances of a service.
@Command(name = "scale", mixinStandardHelpOptions = true, description = "Runs N instances of a service.")
public final class ScaleCommand implements Callable<Integer> {

    @Mixin
    private Where where = new Where();

    @Parameters(index = "0", paramLabel = "SERVICE", description = "Such as order-service.")
    private String service = "";

    @Parameters(index = "1", paramLabel = "N", description = "How many instances there shall be.")
    private int instances;

    @Override
    public Integer call() throws Exception {
        where.running().scale(service, instances);
        System.out.printf("%s has %d instance%s.%n", service, instances, instances == 1 ? "" : "s");
        return 0;
    }
}
