package dev.tradewind.local.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Elasticsearch: one real node in a JVM of its own, assembled by `deploy/elasticsearch`.
///
/// @param options further flags of the JVM
public record Elasticsearch(Path home, Path data, Path logs, int port, int transportPort, List<String> options)
        implements Program {

    /// Tests end before the better compiler has earned what it costs; those of speed want it all the same.
    public static List<String> forTests(boolean full) {
        return full ? List.of() : List.of("-XX:TieredStopAtLevel=1");
    }

    @Override
    public String name() {
        return "elasticsearch";
    }

    @Override
    public Launch prepare() throws IOException {
        Files.createDirectories(data);
        Files.createDirectories(logs);
        var command = new ArrayList<String>();
        command.add(Child.java());
        command.add("@jvm.options");
        command.addAll(options);
        command.add("-Des.setting.path.data=" + data);
        command.add("-Des.setting.path.logs=" + logs);
        command.add("-Des.setting.http.port=" + port);
        command.add("-Des.setting.transport.port=" + transportPort);
        command.add("dev.tradewind.elasticsearch.Node");
        return new Launch(command, home, Map.of());
    }

    @Override
    public void greet() throws IOException {
        var answer = Http.get(uri() + "/_cluster/health");
        if (answer.statusCode() != 200 || answer.body().contains("\"status\":\"red\"")) {
            throw new IOException("Elasticsearch says %d %s".formatted(answer.statusCode(), answer.body()));
        }
    }

    public String uri() {
        return "http://127.0.0.1:" + port;
    }
}
