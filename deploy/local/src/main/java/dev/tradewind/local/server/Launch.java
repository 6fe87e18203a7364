package dev.tradewind.local.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// How to start a process.
public record Launch(List<String> command, Path directory, Map<String, String> environment) {

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
