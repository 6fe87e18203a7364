package dev.tradewind.local.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Ways for root to start a program that refuses root.
final class Powerless {

    private static final String NOBODY = "65534";

    /// The first keeps the files root's own; the others need the files to be given away.
    private static final List<List<String>> WAYS = List.of(
            List.of("unshare", "-U"),
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"),
            List.of("runuser", "-u", "nobody", "--"));

    private Powerless() {}

    /// What to put before the command; nothing for a user.
    static List<String> prefix(Path executable) {
        if (!Commands.isRoot()) {
            return List.of();
        }
        for (var way : WAYS) {
            var trial = new ArrayList<>(way);
            trial.addAll(List.of(executable.toString(), "--version"));
            if (Commands.succeeds(trial)) {
                return way;
            }
        }
        throw new NotStarted(
                "PostgreSQL does not run as root, and none of unshare -U, setpriv and runuser works here: start as a user");
    }

    static void own(List<String> prefix, Path... files) throws IOException {
        if (prefix.isEmpty() || prefix.getFirst().equals("unshare")) {
            return;
        }
        for (var file : files) {
            var outcome = Commands.run(List.of("chown", "-R", NOBODY + ":" + NOBODY, file.toString()));
            if (outcome.exitCode() != 0) {
                throw new NotStarted("%s cannot be given to nobody: %s".formatted(file, outcome.output()));
            }
        }
    }
}
