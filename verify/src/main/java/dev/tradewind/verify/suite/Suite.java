package dev.tradewind.verify.suite;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the running suite is.
///
/// @param postgres `host:port`; every service has its own database there
/// @param state the launcher's directory, with a pid file for every process
public record Suite(URI gateway, String postgres, String password, String kafka, URI elasticsearch, Path state) {

    /// The services with a database, by the last word of its name.
    public static final List<String> DATABASES =
            List.of("auth", "catalog", "inventory", "payment", "order", "notification", "search");

    private static final int GATEWAY_PORT = 8080;

    /// Where each service is behind the gateway, in a suite whose gateway is at 8080.
    private static final Map<String, Integer> PORTS = Map.of(
            "auth-service", 8081,
            "catalog-service", 8082,
            "inventory-service", 8083,
            "payment-service", 8084,
            "order-service", 8085,
            "notification-service", 8086,
            "search-service", 8087);

    public static Suite required() {
        return given().orElseThrow(() -> new IllegalStateException(
                "No suite to verify: TRADEWIND_GATEWAY, TRADEWIND_POSTGRES, TRADEWIND_POSTGRES_PASSWORD, TRADEWIND_KAFKA, "
                        + "TRADEWIND_ELASTICSEARCH and TRADEWIND_STATE say where it is; ./tradewind sets them"));
    }

    public static Optional<Suite> given() {
        var gateway = setting("GATEWAY");
        var postgres = setting("POSTGRES");
        var password = setting("POSTGRES_PASSWORD");
        var kafka = setting("KAFKA");
        var elasticsearch = setting("ELASTICSEARCH");
        var state = setting("STATE");
        if (gateway == null
                || postgres == null
                || password == null
                || kafka == null
                || elasticsearch == null
                || state == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Suite(URI.create(gateway), postgres, password, kafka, URI.create(elasticsearch), Path.of(state)));
    }

    /// The database of a service, such as `order`, seen by the superuser.
    public Database database(String service) {
        return new Database(postgres, "tradewind_" + service, password);
    }

    /// The services behind the gateway.
    public static List<String> services() {
        return PORTS.keySet().stream().sorted().toList();
    }

    /// A service's own port, where whoever got past the gateway would ask.
    public URI service(String name) {
        var port = PORTS.get(name);
        if (port == null) {
            throw new IllegalArgumentException(name + " (expected: one of " + services() + ")");
        }
        return URI.create("http://127.0.0.1:" + (gateway.getPort() - GATEWAY_PORT + port));
    }

    private static @Nullable String setting(String name) {
        var property =
                System.getProperty("tradewind." + name.toLowerCase(Locale.ROOT).replace('_', '.'));
        return property != null ? property : System.getenv("TRADEWIND_" + name);
    }
}
