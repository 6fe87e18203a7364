package dev.tradewind.messaging;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The relay's own connection: what was committed is sent also while every other connection is taken by requests.
///
/// The server plans its reading once. Left to itself it plans every reading anew, because a plan that knows the
/// position needs one partition only, and that cost more than the reading. And it does not wait for the disk: a mark
/// that a crash of the database loses is a repetition, and a lease that it loses belongs to nobody.
record RelayConnection(JdbcClient jdbc, @Nullable HikariDataSource own) implements AutoCloseable {

    static RelayConnection beside(DataSource database) {
        var pool = DataSourceUnwrapper.unwrap(database, HikariConfigMXBean.class, HikariDataSource.class);
        if (pool == null) {
            return new RelayConnection(JdbcClient.create(database), null);
        }
        var settings = new HikariConfig();
        pool.copyStateTo(settings);
        settings.setPoolName("outbox-relay");
        settings.setMaximumPoolSize(1);
        settings.setMinimumIdle(1);
        settings.setMetricRegistry(null);
        settings.setMetricsTrackerFactory(null);
        settings.setConnectionInitSql("set plan_cache_mode = force_generic_plan; set synchronous_commit = off");
        var own = new HikariDataSource(settings);
        return new RelayConnection(JdbcClient.create(own), own);
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
