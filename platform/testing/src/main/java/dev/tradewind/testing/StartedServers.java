package dev.tradewind.testing;

import dev.tradewind.local.server.Child;
import dev.tradewind.local.server.Elasticsearch;
import dev.tradewind.local.server.Guard;
import dev.tradewind.local.server.House;
import dev.tradewind.local.server.Kafka;
import dev.tradewind.local.server.Ports;
import dev.tradewind.local.server.Postgres;
import dev.tradewind.local.server.Program;
import dev.tradewind.local.server.Redis;
import dev.tradewind.testing.Servers.PostgresAddress;
import dev.tradewind.testing.Servers.RedisAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Servers of this JVM, each started by the first test that needs it. They write nothing that must survive.
final class StartedServers implements Servers.Source {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PASSWORD = "postgres";

    private @Nullable Postgres postgres;
    private @Nullable Kafka kafka;
    private @Nullable Redis redis;
    private @Nullable Elasticsearch elasticsearch;

    @Override
    public synchronized PostgresAddress postgres() {
        var running = postgres;
        if (running == null) {
            running = start(directory -> newPostgres(directory, Ports.free()));
            postgres = running;
        }
        return new PostgresAddress("127.0.0.1", running.port(), running.password());
    }

    @Override
    public synchronized String kafka() {
        var running = kafka;
        if (running == null) {
            running = start(directory -> newKafka(directory, Ports.free(), Ports.free()));
            kafka = running;
        }
        return running.bootstrapServers();
    }

    @Override
    public synchronized RedisAddress redis() {
        var running = redis;
        if (running == null) {
            running = start(
                    directory -> new Redis(House.here().runtime(), directory.resolve("data"), Ports.free(), false));
            redis = running;
        }
        return new RedisAddress("127.0.0.1", running.port());
    }

    @Override
    public synchronized String elasticsearch() {
        var running = elasticsearch;
        if (running == null) {
            running = start(directory -> newElasticsearch(directory, Ports.free(), Ports.free()));
            elasticsearch = running;
        }
        return running.uri();
    }

    @Override
    public boolean outliveThisTest() {
        return false;
    }

    static Postgres newPostgres(Path directory, int port) {
        return new Postgres(House.here().runtime(), directory.resolve("data"), port, PASSWORD, Map.of(), false);
    }

    static Kafka newKafka(Path directory, int port, int controllerPort) {
        return new Kafka(House.here().kafkaHome(), directory.resolve("data"), port, controllerPort, Kafka.SMALL);
    }

    static Elasticsearch newElasticsearch(Path directory, int port, int transportPort) {
        return new Elasticsearch(
                House.here().elasticsearchHome(),
                directory.resolve("data"),
                directory.resolve("logs"),
                port,
                transportPort,
                Elasticsearch.forTests(Boolean.getBoolean("tradewind.full")));
    }

    /// The guard ends the server and deletes its directory when this JVM is gone.
    private static <P extends Program> P start(Function<Path, P> program) {
        try {
            var directory = Files.createTempDirectory("tradewind-test-");
            var started = program.apply(directory);
            var child = Child.start(started, directory.resolve(started.name() + ".log"));
            var guard = Guard.over(directory, List.of(child));
            Runtime.getRuntime().addShutdownHook(new Thread(guard::release, "end " + started.name()));
            child.awaitReady(PATIENCE);
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
