package dev.tradewind.testing;

import dev.tradewind.local.server.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/// An empty database and a login that owns it and sees no other.
public record TestDatabase(String name, String password) {

    public static TestDatabase create() {
        var random = UUID.randomUUID().toString().replace("-", "");
        var database = new TestDatabase("test_" + random.substring(0, 12), random.substring(12));
        try (var connection = superuser()) {
            Postgres.create(connection, database.name(), database.password());
            return database;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public String url() {
        return Servers.postgres().url(name);
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), name, password);
    }

    public void drop() {
        try (var connection = superuser();
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists %s with (force)".formatted(name));
            statement.execute("drop role if exists " + name);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Connection superuser() throws SQLException {
        var server = Servers.postgres();
        return DriverManager.getConnection(server.url("postgres"), "postgres", server.password());
    }
}
