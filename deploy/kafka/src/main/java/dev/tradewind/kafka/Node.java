package dev.tradewind.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;

/// Formats its log directory when it is new and runs the broker: one JVM where Kafka's own scripts take two.
public final class Node {

    private Node() {}

    /// @param arguments the server's properties file, its log directory, and the id of the cluster
    public static void main(String[] arguments) {
        var properties = arguments[0];
        var directory = Path.of(arguments[1]);
        var cluster = arguments[2];
        if (!Files.exists(directory.resolve("meta.properties"))) {
            var outcome = StorageTool.execute(
                    new String[] {"format", "--cluster-id", cluster, "--config", properties}, System.out);
            if (outcome != 0) {
                System.exit(outcome);
            }
        }
        Kafka.main(new String[] {properties});
    }
}
