package dev.tradewind.local.suite;

import java.util.Locale;
import java.util.Optional;

/// The nine services, in the order in which others need them.
public enum Service {
    DISCOVERY(8761, false, false),
    AUTH(8081, true, false),
    CATALOG(8082, true, false),
    INVENTORY(8083, true, true),
    ORDER(8085, true, true),
    PAYMENT(8084, true, true),
    SEARCH(8087, true, false),
    NOTIFICATION(8086, true, false),
    GATEWAY(8080, false, true);

    /// Where the management port of a service is, seen from its port.
    public static final int MANAGEMENT = 1_000;

    private final int port;
    private final boolean hasDatabase;
    private final boolean onTheHotPath;

    Service(int port, boolean hasDatabase, boolean onTheHotPath) {
        this.port = port;
        this.hasDatabase = hasDatabase;
        this.onTheHotPath = onTheHotPath;
    }

    /// Its folder, artifact and application name.
    public String folder() {
        var word = name().toLowerCase(Locale.ROOT);
        return this == DISCOVERY || this == GATEWAY ? word : word + "-service";
    }

    /// Before the offset.
    public int port() {
        return port;
    }

    public Optional<String> database() {
        return hasDatabase ? Optional.of("tradewind_" + name().toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /// Every order passes it: what waits in it needs room, and under a load that lasts the better compiler pays.
    boolean onTheHotPath() {
        return onTheHotPath;
    }

    /// It tells and lists what happened. While there is more to do than processors, orders go first.
    boolean followsBehind() {
        return this == SEARCH || this == NOTIFICATION;
    }

    /// Also by the short name, `order` for `order-service`.
    public static Optional<Service> named(String name) {
        for (var it : values()) {
            if (it.folder().equals(name) || it.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(it);
            }
        }
        return Optional.empty();
    }
}
