package dev.tradewind.testing;

import dev.tradewind.local.server.Child;
import dev.tradewind.local.server.Commands;
import dev.tradewind.local.server.Elasticsearch;
import dev.tradewind.local.server.Guard;
import dev.tradewind.local.server.House;
import dev.tradewind.local.server.Kafka;
import dev.tradewind.local.server.Ports;
import dev.tradewind.local.server.Postgres;
import dev.tradewind.local.server.Program;
import dev.tradewind.local.server.Redis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/// A server that belongs to one test, which may kill it and start it again on the same data and port.
public final class BreakableServer<P extends Program> implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path directory;
    private final P program;
    private Child child;
    private Guard guard;

    private BreakableServer(Path directory, P program) throws IOException {
        this.directory = directory;
        this.program = program;
        this.child = Child.start(program, log());
        this.guard = Guard.over(directory, List.of(child));
        child.awaitReady(PATIENCE);
    }

    public static BreakableServer<Postgres> postgres() {
        var port = Ports.free();
        return start(directory -> StartedServers.newPostgres(directory, port));
    }

    public static BreakableServer<Kafka> kafka() {
        var port = Ports.free();
        var controllerPort = Ports.free();
        return start(directory -> StartedServers.newKafka(directory, port, controllerPort));
    }

    /// Keeps on disk what it was told, so that it comes back with it.
    public static BreakableServer<Redis> redis() {
        var port = Ports.free();
        return start(directory -> new Redis(House.here().runtime(), directory.resolve("data"), port, true));
    }

    public static BreakableServer<Elasticsearch> elasticsearch() {
        var port = Ports.free();
        var transportPort = Ports.free();
        return start(directory -> StartedServers.newElasticsearch(directory, port, transportPort));
    }

    public P program() {
        return program;
    }

    /// `kill -9`: nothing is flushed, nobody is told.
    public void kill() {
        Commands.signal("KILL", child.pid());
        child.onExit().join();
    }

    /// Ends in order.
    public void stop() {
        child.stop(PATIENCE);
    }

    /// Stops answering but keeps its connections, as a machine behind a broken line does.
    public void freeze() {
        Commands.signal("STOP", child.pid());
    }

    public void thaw() {
        Commands.signal("CONT", child.pid());
    }

    /// Starts it again on the same data and port.
    public void restart() {
        try {
            child = Child.start(program, log());
            var previous = guard;
            guard = Guard.over(directory, List.of(child));
            previous.forget();
            child.awaitReady(PATIENCE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        guard.release();
    }

    private Path log() {
        return directory.resolve(program.name() + ".log");
    }

    private static <P extends Program> BreakableServer<P> start(Function<Path, P> program) {
        try {
            var directory = Files.createTempDirectory("tradewind-test-");
            return new BreakableServer<>(directory, program.apply(directory));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
