package dev.tradewind.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {

    @TempDir
    private Path root;

    @Test
    void reportsAreCountedByOutcome() throws IOException {
        report("order-service", "TEST-a.xml", """
                <testsuite>
                  <testcase classname="a.A" name="passes"/>
                  <testcase classname="a.A" name="fails"><failure>no</failure></testcase>
                  <testcase classname="a.A" name="breaks"><error>no</error></testcase>
                  <testcase classname="a.A" name="waits"><skipped/></testcase>
                </testsuite>
                """);

        var results = Results.read(root, List.of("order-service", "gateway"), Instant.EPOCH);

        assertThat(results.passed()).isEqualTo(1);
        assertThat(results.failed()).containsExactly("a.A.fails", "a.A.breaks");
        assertThat(results.skipped()).containsExactly("a.A.waits");
    }

    @Test
    void reportsOfAnEarlierRunAreNotCounted() throws IOException {
        report("gateway", "TEST-b.xml", "<testsuite><testcase classname='b' name='old'/></testsuite>");

        var results = Results.read(root, List.of("gateway"), Instant.now().plus(Duration.ofHours(1)));

        assertThat(results).isEqualTo(Results.none());
    }

    private void report(String module, String name, String text) throws IOException {
        var directory = Files.createDirectories(root.resolve(module).resolve("target/surefire-reports"));
        Files.writeString(directory.resolve(name), text);
    }
}
