package dev.tradewind.local.command;

import dev.tradewind.local.server.House;
import dev.tradewind.local.suite.Place;
import dev.tradewind.local.suite.Running;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which suite a command is about.
final class Where {

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "Moves every port by N; a suite on other ports has data of its own.")
    private int offset;

    @Option(names = "--state", hidden = true)
    private @Nullable Path state;

    @Option(names = "--no-build", description = "Take what is built, stale or not.")
    private boolean asBuilt;

    /// Whether what is stale is built first.
    boolean builds() {
        return !asBuilt;
    }

    Place place() {
        var house = House.here();
        var place = Place.of(house, offset);
        return state == null ? place : new Place(house, state.toAbsolutePath(), offset);
    }

    Running running() {
        return new Running(place());
    }
}
