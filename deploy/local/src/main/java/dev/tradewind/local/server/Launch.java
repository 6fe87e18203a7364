package dev.tradewind.local.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// How to start a process.
///
/// @param yields whether it leaves the processors to the others while they want them
public record Launch(List<String> command, Path directory, Map<String, String> environment, boolean yields) {

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    public Launch(List<String> command, Path directory, Map<String, String> environment) {
        this(command, directory, environment, false);
    }
}
