package dev.tradewind.messaging;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The relay's own connection: what was committed is sent also while every other connection is taken by requests.
///
/// The server plans its reading once. Left to itself it plans every reading anew, because a plan that knows the
/// position needs one partition only, and that cost more than the reading.
record RelayConnection(JdbcClient jdbc, @Nullable HikariDataSource own) implements AutoCloseable {

    static RelayConnection beside(DataSource database) {
        if (!unwraps(database)) {
            return new RelayConnection(JdbcClient.create(database), null);
        }
        var settings = new HikariConfig();
        try {
            database.unwrap(HikariDataSource.class).copyStateTo(settings);
        } catch (SQLException wrapped) {
            throw new IllegalStateException("Cannot read the settings of the database's pool", wrapped);
        }
        settings.setPoolName("outbox-relay");
        settings.setMaximumPoolSize(1);
        settings.setMinimumIdle(1);
        settings.setMetricRegistry(null);
        settings.setMetricsTrackerFactory(null);
        settings.setConnectionInitSql("set plan_cache_mode = force_generic_plan");
        var own = new HikariDataSource(settings);
        return new RelayConnection(JdbcClient.create(own), own);
    }

    private static boolean unwraps(DataSource database) {
        try {
            return database.isWrapperFor(HikariDataSource.class);
        } catch (SQLException _) {
            return false;
        }
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
