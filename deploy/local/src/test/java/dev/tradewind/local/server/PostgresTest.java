package dev.tradewind.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    @Test
    void itStartsWithItsDatabasesAndKeepsThemOverARestart() throws Exception {
        var postgres = new Postgres(
                House.here().runtime(),
                directory.resolve("data"),
                Ports.free(),
                "secret",
                Map.of("tradewind_order", "order", "tradewind_search", "search"),
                true);

        run(postgres, () -> execute(postgres, "create table kept (id int)"));

        run(postgres, () -> execute(postgres, "insert into kept values (1)"));
    }

    @Test
    void aLoginSeesItsOwnDatabaseOnly() throws Exception {
        var postgres = new Postgres(
                House.here().runtime(),
                directory.resolve("data"),
                Ports.free(),
                "secret",
                Map.of("tradewind_order", "order", "tradewind_search", "search"),
                false);

        run(
                postgres,
                () -> assertThatThrownBy(() -> DriverManager.getConnection(
                                postgres.url("tradewind_search"), "tradewind_order", "order"))
                        .hasMessageContaining("permission denied"));
    }

    private interface Action {
        void run() throws SQLException;
    }

    private void run(Postgres postgres, Action action) throws Exception {
        var child = Child.start(postgres, directory.resolve("log"));
        try {
            child.awaitReady(PATIENCE);
            action.run();
        } finally {
            child.stop(PATIENCE);
        }
        assertThat(child.isAlive()).isFalse();
    }

    private static void execute(Postgres postgres, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.url("tradewind_order"), "tradewind_order", "order");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
