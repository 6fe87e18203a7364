package dev.tradewind.local.server;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Kafka in KRaft mode: broker and controller in one JVM of its own.
///
/// @param data holds its configuration too
/// @param options further flags of the JVM, such as its heap and caches
public record Kafka(Path home, Path data, int port, int controllerPort, List<String> options) implements Program {

    private static final String CLUSTER = "dHJhZGV3aW5kLWxvY2FsMQ";
    private static final int PATIENCE = 2_000;

    /// Tests make hundreds of partitions; nine services make less than two hundred.
    public static final List<String> SMALL = List.of("-Xms64m", "-Xmx384m", "-XX:TieredStopAtLevel=1");

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public Launch prepare() throws IOException {
        Files.createDirectories(data);
        var configuration = data.resolve("server.properties");
        Files.writeString(configuration, configuration());
        var command = new ArrayList<String>();
        command.add(Child.java());
        command.addAll(options);
        command.addAll(List.of("-XX:+UseSerialGC", "-Xss512k", "-XX:+UseCompactObjectHeaders"));
        command.addAll(List.of("-Djava.awt.headless=true", "-Dlog4j2.disable.jmx=true", "-Dkafka.logs.dir=" + data));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of("-cp", home.resolve("main") + "/*:" + home.resolve("lib") + "/*"));
        command.addAll(List.of("dev.tradewind.kafka.Node", configuration.toString(), logs().toString(), CLUSTER));
        return new Launch(command, data, Map.of());
    }

    /// ApiVersions, the first thing every client asks; answered once the broker serves.
    @Override
    public void greet() throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE);
            socket.setSoTimeout(PATIENCE);
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(10);
            out.writeShort(18);
            out.writeShort(0);
            out.writeInt(1);
            out.writeShort(-1);
            out.flush();
            var in = new DataInputStream(socket.getInputStream());
            var length = in.readInt();
            var correlation = in.readInt();
            var error = in.readShort();
            if (length < 6 || correlation != 1 || error != 0) {
                throw new IOException("Not Kafka: length %d, error %d".formatted(length, error));
            }
        }
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    private Path logs() {
        return data.resolve("logs");
    }

    private String configuration() {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=PLAINTEXT
                log.dirs=%3$s
                num.partitions=12
                default.replication.factor=1
                min.insync.replicas=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=6
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=6
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                share.coordinator.state.topic.num.partitions=6
                group.initial.rebalance.delay.ms=0
                auto.create.topics.enable=false
                num.network.threads=2
                num.io.threads=2
                num.recovery.threads.per.data.dir=1
                background.threads=2
                log.cleaner.dedupe.buffer.size=8388608
                log.cleaner.threads=1
                log.index.size.max.bytes=1048576
                """.formatted(port, controllerPort, logs());
    }
}
