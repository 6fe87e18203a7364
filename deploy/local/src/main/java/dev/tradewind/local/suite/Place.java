package dev.tradewind.local.suite;

import dev.tradewind.local.server.House;
import java.nio.file.Path;

/// Where one suite lives: its directory, and how far its ports are moved.
public record Place(House house, Path state, int offset) {

    public static final int POSTGRES = 15432;
    public static final int KAFKA = 19092;
    public static final int KAFKA_CONTROLLER = 19093;
    public static final int REDIS = 16379;
    public static final int DEMO_IDP = 18090;
    public static final int ELASTICSEARCH = 19200;
    public static final int ELASTICSEARCH_TRANSPORT = 19300;

    private static final int HIGHEST_PORT = 65_535;

    public Place {
        if (offset < 0 || ELASTICSEARCH_TRANSPORT + offset > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    "--port-offset %d (expected: 0 to %d)".formatted(offset, HIGHEST_PORT - ELASTICSEARCH_TRANSPORT));
        }
    }

    /// A suite on other ports has other data too.
    public static Place of(House house, int offset) {
        return new Place(
                house, house.root().resolve(".tradewind/" + (offset == 0 ? "suite" : "suite-" + offset)), offset);
    }

    public int port(int port) {
        return port + offset;
    }

    public int port(Service service) {
        return port(service.port());
    }

    public String gateway() {
        return "http://127.0.0.1:" + port(Service.GATEWAY);
    }

    public Path data(String name) {
        return state.resolve("data").resolve(name);
    }

    /// Where a program puts what it needs no longer than it runs.
    Path temporary(String name) {
        return state.resolve("temporary").resolve(name);
    }

    public Path log(String name) {
        return state.resolve("logs").resolve(name + ".log");
    }

    public Path pids() {
        return state.resolve("pids");
    }

    /// Laid out jars and start-up caches, which all suites of the house share.
    public Path applications() {
        return house.root().resolve(".tradewind/applications");
    }

    public Path demoFile() {
        return house.root().resolve("deploy/local/src/main/resources/demo/demo.json");
    }
}
