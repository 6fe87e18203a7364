package dev.tradewind.verify.suite;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// One database, read and spoilt by plain SQL. Connects when first asked and again when the connection was lost.
public final class Database implements AutoCloseable {

    private final String url;
    private final String name;
    private final Properties login = new Properties();

    private @Nullable Connection connection;

    Database(String server, String name, String password) {
        this.url = "jdbc:postgresql://" + server + "/" + name;
        this.name = name;
        login.setProperty("user", "postgres");
        login.setProperty("password", password);
        login.setProperty("ApplicationName", "verify");
        login.setProperty("reWriteBatchedInserts", "true");
        // Whoever gives up on a statement must not leave it running.
        login.setProperty("options", "-c statement_timeout=120s -c client_connection_check_interval=2s");
    }

    public String name() {
        return name;
    }

    public synchronized List<Row> rows(String sql, Object... parameters) {
        try (var statement = prepared(sql, parameters);
                var result = statement.executeQuery()) {
            var columns = result.getMetaData();
            var rows = new ArrayList<Row>();
            while (result.next()) {
                var row = new LinkedHashMap<String, @Nullable Object>();
                for (int at = 1; at <= columns.getColumnCount(); at++) {
                    row.put(columns.getColumnLabel(at), result.getObject(at));
                }
                rows.add(new Row(row));
            }
            return rows;
        } catch (SQLException failed) {
            throw failed(sql, failed);
        }
    }

    /// The first column of the first row.
    public long number(String sql, Object... parameters) {
        var row = rows(sql, parameters).getFirst();
        return row.number(row.columns().keySet().iterator().next());
    }

    /// The first column of every row, in words.
    public List<String> texts(String sql, Object... parameters) {
        return rows(sql, parameters).stream()
                .map(row -> row.text(row.columns().keySet().iterator().next()))
                .toList();
    }

    public synchronized int update(String sql, Object... parameters) {
        try (var statement = prepared(sql, parameters)) {
            return statement.execute() ? 0 : statement.getUpdateCount();
        } catch (SQLException failed) {
            throw failed(sql, failed);
        }
    }

    public boolean has(String table) {
        return number("select count(*) from pg_class where oid = to_regclass(?)", table) == 1;
    }

    /// The connection itself, for what needs a transaction or a bulk copy.
    public synchronized Connection connection() {
        try {
            var open = connection;
            if (open == null || open.isClosed()) {
                open = DriverManager.getConnection(url, login);
                connection = open;
            }
            return open;
        } catch (SQLException failed) {
            throw new IllegalStateException("No connection to " + url, failed);
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("Cannot close " + url, failed);
        }
    }

    private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
        var statement = connection().prepareStatement(sql);
        for (int at = 0; at < parameters.length; at++) {
            statement.setObject(at + 1, parameters[at]);
        }
        return statement;
    }

    private IllegalStateException failed(String sql, SQLException cause) {
        return new IllegalStateException(name + ": " + cause.getMessage() + "\n" + sql, cause);
    }
}
