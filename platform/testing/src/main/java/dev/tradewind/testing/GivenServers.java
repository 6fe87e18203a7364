package dev.tradewind.testing;

import dev.tradewind.testing.Servers.PostgresAddress;
import dev.tradewind.testing.Servers.RedisAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/// Servers that somebody else started for many test JVMs, such as `./tradewind test`.
final class GivenServers implements Servers.Source {

    private final Properties addresses;
    private final String file;

    private GivenServers(Properties addresses, String file) {
        this.addresses = addresses;
        this.file = file;
    }

    static GivenServers read(String file) {
        var addresses = new Properties();
        try (var reader = Files.newBufferedReader(Path.of(file))) {
            addresses.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("tradewind.test.servers: " + file, unreadable);
        }
        return new GivenServers(addresses, file);
    }

    @Override
    public PostgresAddress postgres() {
        return new PostgresAddress("127.0.0.1", port("postgresql.port"), value("postgresql.password"));
    }

    @Override
    public String kafka() {
        return "127.0.0.1:" + port("kafka.port");
    }

    @Override
    public RedisAddress redis() {
        return new RedisAddress("127.0.0.1", port("redis.port"));
    }

    @Override
    public String elasticsearch() {
        return "http://127.0.0.1:" + port("elasticsearch.port");
    }

    @Override
    public boolean outliveThisTest() {
        return true;
    }

    private int port(String name) {
        return Integer.parseInt(value(name));
    }

    private String value(String name) {
        var value = addresses.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("%s: no %s (expected: one line for each server)".formatted(file, name));
        }
        return value;
    }
}
