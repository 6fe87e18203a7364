package dev.tradewind.verify.suite;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the running suite is.
///
/// @param postgres `host:port`; every service has its own database there
/// @param state the launcher's directory, with a pid file for every process
public record Suite(URI gateway, String postgres, String password, String kafka, Path state) {

    /// The services with a database, by the last word of its name.
    public static final List<String> DATABASES =
            List.of("auth", "catalog", "inventory", "payment", "order", "notification", "search");

    public static Suite required() {
        return given().orElseThrow(() -> new IllegalStateException(
                "No suite to verify: TRADEWIND_GATEWAY, TRADEWIND_POSTGRES, TRADEWIND_POSTGRES_PASSWORD, "
                        + "TRADEWIND_KAFKA and TRADEWIND_STATE say where it is; ./tradewind sets them"));
    }

    public static Optional<Suite> given() {
        var gateway = setting("GATEWAY");
        var postgres = setting("POSTGRES");
        var password = setting("POSTGRES_PASSWORD");
        var kafka = setting("KAFKA");
        var state = setting("STATE");
        if (gateway == null || postgres == null || password == null || kafka == null || state == null) {
            return Optional.empty();
        }
        return Optional.of(new Suite(URI.create(gateway), postgres, password, kafka, Path.of(state)));
    }

    /// The database of a service, such as `order`, seen by the superuser.
    public Database database(String service) {
        return new Database(postgres, "tradewind_" + service, password);
    }

    private static @Nullable String setting(String name) {
        var property =
                System.getProperty("tradewind." + name.toLowerCase(Locale.ROOT).replace('_', '.'));
        return property != null ? property : System.getenv("TRADEWIND_" + name);
    }
}
