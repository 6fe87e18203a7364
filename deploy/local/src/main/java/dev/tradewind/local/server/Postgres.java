package dev.tradewind.local.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// PostgreSQL on the loopback interface with its own data directory, also for root, whom it refuses: then it runs
/// without root's rights.
///
/// @param password of the superuser `postgres`
/// @param databases made at every start if missing; each belongs to a login of the same name and password
/// @param durable false lets a test's data die with the machine, and be written twice as fast
public record Postgres(
        Path runtime, Path data, int port, String password, Map<String, String> databases, boolean durable)
        implements Program {

    private static final int MAX_CONNECTIONS = 200;
    private static final int MAX_TEST_CONNECTIONS = 600;

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public Launch prepare() throws IOException {
        var binaries = Unpacked.archive(archive(), runtime, "postgresql").resolve("bin");
        var powerless = Powerless.prefix(binaries.resolve("postgres"));
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialize(binaries, powerless);
        }
        var command = new ArrayList<>(powerless);
        command.add(binaries.resolve("postgres").toString());
        command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return new Launch(command, data, Map.of("LC_ALL", "C", "TZ", "UTC"));
    }

    @Override
    public void greet() throws IOException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select 1")) {
            row.next();
        } catch (SQLException notYet) {
            throw new IOException(notYet.getMessage(), notYet);
        }
    }

    @Override
    public void settle() throws IOException {
        try (var connection = connect()) {
            for (var database : databases.entrySet()) {
                create(connection, database.getKey(), database.getValue());
            }
        } catch (SQLException failed) {
            throw new IOException(failed.getMessage(), failed);
        }
    }

    /// Two of the three ways to drop root's rights become PostgreSQL; `runuser` stays its parent.
    @Override
    public long pid(Process started) {
        var isParent =
                started.info().command().filter(it -> it.endsWith("/runuser")).isPresent();
        return isParent ? started.children().findFirst().map(ProcessHandle::pid).orElse(started.pid()) : started.pid();
    }

    /// Its fast shutdown; TERM would wait for every client to leave.
    @Override
    public String quitSignal() {
        return "INT";
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /// As the superuser.
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                url("postgres") + "?connectTimeout=2&socketTimeout=30", "postgres", password);
    }

    /// Makes a login and a database that belongs to it, unless they are there.
    public static void create(Connection connection, String name, String password) throws SQLException {
        try (var statement = connection.createStatement()) {
            if (!exists(connection, "select 1 from pg_roles where rolname = ?", name)) {
                statement.execute("create role %s login password '%s'".formatted(name, password));
            } else {
                statement.execute("alter role %s password '%s'".formatted(name, password));
            }
            if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
                statement.execute("create database %s owner %s".formatted(name, name));
                statement.execute("revoke all on database %s from public".formatted(name));
            }
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private void initialize(Path binaries, List<String> powerless) throws IOException {
        Trees.delete(data);
        Files.createDirectories(data.toAbsolutePath().getParent());
        Files.createDirectory(data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var secret = Files.createTempFile("tradewind", ".pw");
        Files.writeString(secret, password + "\n");
        Powerless.own(powerless, data, secret);
        var command = new ArrayList<>(powerless);
        command.add(binaries.resolve("initdb").toString());
        command.addAll(List.of("-U", "postgres", "-A", "scram-sha-256", "--pwfile=" + secret));
        command.addAll(List.of("-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        command.addAll(List.of("--no-sync", "--no-instructions", "-D", data.toString()));
        var outcome = Commands.run(command);
        Files.delete(secret);
        if (outcome.exitCode() != 0) {
            Trees.delete(data);
            throw new NotStarted("PostgreSQL cannot make its data directory: " + outcome.output());
        }
    }

    private Map<String, String> settings() {
        var always = new LinkedHashMap<String, String>();
        always.put("listen_addresses", "127.0.0.1");
        always.put("unix_socket_directories", "");
        always.put("max_connections", Integer.toString(durable ? MAX_CONNECTIONS : MAX_TEST_CONNECTIONS));
        always.put("shared_buffers", "256MB");
        always.put("timezone", "UTC");
        always.put("log_timezone", "UTC");
        // After each checkpoint every page is written whole once more.
        always.put("max_wal_size", "2GB");
        always.put("checkpoint_timeout", "15min");
        // Tables grow by a tenth every few seconds here and are then looked over again, all the JSON in them too.
        always.put("default_statistics_target", "25");
        if (durable) {
            always.put("shared_preload_libraries", "pg_stat_statements");
        } else {
            always.put("fsync", "off");
            always.put("synchronous_commit", "off");
            always.put("full_page_writes", "off");
        }
        return always;
    }

    private static String archive() {
        return switch (System.getProperty("os.arch")) {
            case "aarch64" -> "postgres-linux-arm_64.txz";
            default -> "postgres-linux-x86_64.txz";
        };
    }
}
