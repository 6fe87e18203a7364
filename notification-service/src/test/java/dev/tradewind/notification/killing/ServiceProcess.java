package dev.tradewind.notification.killing;

import dev.tradewind.notification.MailServers;
import dev.tradewind.notification.NotificationApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.EnumerablePropertySource;

/// Notification-service as a process of its own, on the database and topics of a test.
final class ServiceProcess implements AutoCloseable {

    private static final Duration FAREWELL = Duration.ofSeconds(20);

    private final List<String> command = new ArrayList<>();
    private final Path log;
    private Process process;

    ServiceProcess(ConfigurableApplicationContext context, Path log) {
        this.log = log;
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                NotificationApplication.class.getName()));
        var source = context.getEnvironment().getPropertySources().get("real servers");
        if (source instanceof EnumerablePropertySource<?> properties) {
            for (var name : properties.getPropertyNames()) {
                command.add("--" + name + "=" + properties.getProperty(name));
            }
        }
        var settings = new TreeMap<>(MailServers.properties());
        // Longer than any mail takes, also where the machine has much else to do.
        settings.put("tradewind.mailing.lease", "10s");
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        process = start();
    }

    private Process start() {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Whether it has said that it is ready.
    boolean isUp() {
        try {
            return Files.exists(log) && Files.readString(log).contains("Started NotificationApplication");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void startAgain() {
        process = start();
    }

    /// Kill -9: nothing is finished, said or closed.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(FAREWELL.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 137) {
            throw new IllegalStateException("exit code " + process.exitValue() + " (expected: 137, that of SIGKILL)");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
