package dev.tradewind.local.command;

import dev.tradewind.local.server.Child;
import dev.tradewind.local.server.NotStarted;
import dev.tradewind.local.suite.Infrastructure;
import dev.tradewind.local.suite.Place;
import dev.tradewind.local.suite.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs the program that looks at the suite from outside, in a process of its own: it shares no code with what it
/// judges.
final class Verifier {

    private final Place place;

    Verifier(Place place) {
        this.place = place;
    }

    /// How it learns where the suite is.
    static Map<String, String> environment(Place place) {
        return Map.of(
                "TRADEWIND_GATEWAY",
                place.gateway(),
                "TRADEWIND_POSTGRES",
                "127.0.0.1:" + place.port(Place.POSTGRES),
                "TRADEWIND_POSTGRES_PASSWORD",
                Infrastructure.PASSWORD,
                "TRADEWIND_KAFKA",
                "127.0.0.1:" + place.port(Place.KAFKA),
                "TRADEWIND_ELASTICSEARCH",
                "http://127.0.0.1:" + place.port(Place.ELASTICSEARCH),
                "TRADEWIND_STATE",
                place.state().toString());
    }

    int run(List<String> arguments) throws IOException, InterruptedException {
        if (!new Running(place).hasLauncher()) {
            throw new NotStarted("The suite does not run: ./tradewind up --detach");
        }
        var target = place.house().root().resolve("verify/target");
        if (!Files.exists(target.resolve("verify.jar"))) {
            throw new NotStarted("verify is not built: ./tradewind up");
        }
        var command = new ArrayList<String>();
        command.add(Child.java());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m"));
        // It shares the processors with what it judges.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of("-cp", target.resolve("verify.jar") + ":" + target.resolve("lib") + "/*"));
        command.add("dev.tradewind.verify.Verify");
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment(place));
        return builder.start().waitFor();
    }
}
