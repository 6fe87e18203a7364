package dev.tradewind.notification.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tradewind.local.server.Ports;
import dev.tradewind.notification.NotificationApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.EnumerablePropertySource;

/// Another instance in a process of its own, so that what it takes is not that of its clients.
final class OwnProcess implements AutoCloseable {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");
    private static final Pattern USED = Pattern.compile("(?:DefNew|Tenured|generation) +total \\d+K, used (\\d+)K");

    private final int port;
    private final Process process;

    private OwnProcess(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    static OwnProcess beside(ConfigurableApplicationContext first) throws IOException {
        var port = Ports.free();
        var command = new ArrayList<>(List.of(
                JAVA.resolve("java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx768m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                NotificationApplication.class.getName()));
        var properties = new TreeMap<String, String>();
        for (var name : List.of("Inlined Test Properties", "real servers", "Dynamic Test Properties")) {
            if (first.getEnvironment().getPropertySources().get(name) instanceof EnumerablePropertySource<?> source) {
                for (var property : source.getPropertyNames()) {
                    properties.put(property, first.getEnvironment().getRequiredProperty(property));
                }
            }
        }
        properties.put("server.port", Integer.toString(port));
        properties.forEach((name, value) -> command.add("--" + name + "=" + value));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "own-process.log").toFile())
                .start();
        var started = new OwnProcess(port, process);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> WithListeners.get(port, "/api/updates", "nobody").statusCode() == 401);
        return started;
    }

    int port() {
        return port;
    }

    long cpuNanos() {
        return process.info().totalCpuDuration().orElseThrow().toNanos();
    }

    /// What is left of the heap after it was cleared up.
    long heapBytes() throws Exception {
        ask("GC.run");
        var bytes = 0L;
        var used = USED.matcher(ask("GC.heap_info"));
        while (used.find()) {
            bytes += Long.parseLong(used.group(1)) * 1_024;
        }
        return bytes;
    }

    private String ask(String question) throws Exception {
        var asking = new ProcessBuilder(JAVA.resolve("jcmd").toString(), Long.toString(process.pid()), question)
                .redirectErrorStream(true)
                .start();
        var answer = new String(asking.getInputStream().readAllBytes(), UTF_8);
        asking.waitFor();
        return answer;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
