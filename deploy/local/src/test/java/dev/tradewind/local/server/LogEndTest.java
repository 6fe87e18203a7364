package dev.tradewind.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogEndTest {

    @TempDir
    private Path directory;

    @Test
    void ofAStructuredLogOnlyWhatWentWrongIsShown() throws IOException {
        var log = Files.writeString(directory.resolve("log"), """
                {"log":{"level":"INFO"},"message":"Started"}
                {"log":{"level":"ERROR"},"message":"No \\"Outbox\\"\\n\\nAdd one"}
                """);

        assertThat(LogEnd.of(log)).contains("No \"Outbox\"").contains("Add one").doesNotContain("Started");
    }

    @Test
    void aLogThatIsLargerThanTheMemoryIsReadFromItsEnd() throws IOException {
        var log = directory.resolve("log");
        try (var file = new RandomAccessFile(log.toFile(), "rw")) {
            // Takes no room: all but its end is a hole.
            file.seek(4L << 30);
            file.writeBytes("\nFATAL: no such user\n");
        }

        assertThat(LogEnd.of(log)).endsWith("FATAL: no such user");
    }

    @Test
    void plainLinesAreShownAsTheyAre() throws IOException {
        var log = Files.writeString(directory.resolve("log"), "FATAL: data directory has wrong ownership\n");

        assertThat(LogEnd.of(log)).isEqualTo("    FATAL: data directory has wrong ownership");
    }
}
