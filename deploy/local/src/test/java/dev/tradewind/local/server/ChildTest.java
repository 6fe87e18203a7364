package dev.tradewind.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path OF_THE_SESSION = Path.of("/proc/self/autogroup");

    @TempDir
    private Path directory;

    @Test
    void whoYieldsDoesSoAsAProcessAndAsASession() throws IOException {
        var child = Child.start(new Yielding(directory), directory.resolve("log"));
        try {
            child.awaitReady(PATIENCE);

            assertThat(directory.resolve("niceness")).hasContent("10");
            if (Files.exists(OF_THE_SESSION)) {
                assertThat(Files.readString(directory.resolve("session")).strip())
                        .endsWith("nice 10");
            }
        } finally {
            child.kill();
        }
    }

    /// Writes down how nice it is.
    private record Yielding(Path directory) implements Program {

        @Override
        public String name() {
            return "yielding";
        }

        @Override
        public int port() {
            return 0;
        }

        @Override
        public Launch prepare() {
            var tell = "cat %s > session; nice > niceness; touch ready; exec sleep 60".formatted(OF_THE_SESSION);
            return new Launch(List.of("sh", "-c", tell), directory, Map.of(), true);
        }

        @Override
        public void greet() throws IOException {
            if (!Files.exists(directory.resolve("ready"))) {
                throw new IOException("not ready yet");
            }
        }
    }
}
