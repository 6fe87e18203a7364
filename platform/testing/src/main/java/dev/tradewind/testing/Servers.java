package dev.tradewind.testing;

import org.jspecify.annotations.Nullable;

/// The servers that tests of this JVM share: started at the first question and ended with the JVM, or those that are
/// running already when `tradewind.test.servers` names the file that tells where, or containers when `infrastructure`
/// is `containers`.
///
/// Tests stay apart by their own database and topic prefix ([RealServers]), not by their own server.
public final class Servers {

    private static final Source SOURCE = source();

    private Servers() {}

    /// Where a PostgreSQL is, and the password of its superuser `postgres`.
    public record PostgresAddress(String host, int port, String password) {

        public String url(String database) {
            return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
        }
    }

    /// Where a Redis is.
    public record RedisAddress(String host, int port) {}

    /// Where the four servers come from.
    interface Source {

        PostgresAddress postgres();

        String kafka();

        RedisAddress redis();

        String elasticsearch();

        /// Whether others use them too, so that a test has to tidy up after itself.
        boolean outliveThisTest();
    }

    public static PostgresAddress postgres() {
        return SOURCE.postgres();
    }

    /// The bootstrap servers.
    public static String kafka() {
        return SOURCE.kafka();
    }

    public static RedisAddress redis() {
        return SOURCE.redis();
    }

    /// The URI.
    public static String elasticsearch() {
        return SOURCE.elasticsearch();
    }

    static boolean outliveThisTest() {
        return SOURCE.outliveThisTest();
    }

    static boolean inContainers() {
        return "containers".equals(infrastructure());
    }

    private static @Nullable String infrastructure() {
        return setting("infrastructure", "TRADEWIND_TEST_INFRASTRUCTURE");
    }

    private static Source source() {
        var infrastructure = infrastructure();
        if (inContainers()) {
            return new ContainerServers();
        }
        if (infrastructure != null && !"processes".equals(infrastructure)) {
            throw new IllegalArgumentException(
                    "infrastructure: " + infrastructure + " (expected: processes or containers)");
        }
        var given = setting("tradewind.test.servers", "TRADEWIND_TEST_SERVERS");
        return given == null ? new StartedServers() : GivenServers.read(given);
    }

    private static @Nullable String setting(String property, String variable) {
        var value = System.getProperty(property, System.getenv(variable));
        return value == null || value.isBlank() ? null : value;
    }
}
