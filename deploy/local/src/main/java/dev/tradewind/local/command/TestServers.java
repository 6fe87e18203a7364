package dev.tradewind.local.command;

import dev.tradewind.local.screen.Screen;
import dev.tradewind.local.server.Child;
import dev.tradewind.local.server.Elasticsearch;
import dev.tradewind.local.server.Guard;
import dev.tradewind.local.server.House;
import dev.tradewind.local.server.Kafka;
import dev.tradewind.local.server.Ports;
import dev.tradewind.local.server.Postgres;
import dev.tradewind.local.server.Program;
import dev.tradewind.local.server.Redis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One server of each kind for the tests of all services; a file tells the tests where they are.
final class TestServers implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PASSWORD = "postgres";

    private final Path file;
    private final Guard guard;

    private TestServers(Path file, Guard guard) {
        this.file = file;
        this.guard = guard;
    }

    static TestServers start(House house, Screen screen, boolean full) throws IOException {
        var directory = Files.createTempDirectory("tradewind-test-");
        var programs = List.<Program>of(
                new Postgres(house.runtime(), directory.resolve("postgresql"), Ports.free(), PASSWORD, Map.of(), false),
                new Kafka(
                        house.kafkaHome(),
                        directory.resolve("kafka"),
                        Ports.free(),
                        Ports.free(),
                        List.of("-Xms128m", "-Xmx512m", "-XX:TieredStopAtLevel=1")),
                new Redis(house.runtime(), directory.resolve("redis"), Ports.free(), false),
                new Elasticsearch(
                        house.elasticsearchHome(),
                        directory.resolve("elasticsearch"),
                        directory.resolve("logs"),
                        Ports.free(),
                        Ports.free(),
                        Elasticsearch.forTests(full)));
        var children = new ArrayList<Child>();
        var addresses = new StringBuilder("postgresql.password=" + PASSWORD + "\n");
        for (var it : programs) {
            screen.begin(it.name(), "starting for the tests");
            children.add(Child.start(it, directory.resolve(it.name() + ".log")));
            addresses.append("%s.port=%d%n".formatted(it.name(), it.port()));
        }
        var guard = Guard.over(directory, children);
        for (var it : children) {
            it.awaitReady(PATIENCE);
            screen.done(it.program().name(), "ready on port " + it.program().port());
        }
        return new TestServers(Files.writeString(directory.resolve("servers.properties"), addresses), guard);
    }

    Path file() {
        return file;
    }

    @Override
    public void close() {
        guard.release();
    }
}
