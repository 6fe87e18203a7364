package dev.tradewind.local.suite;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// How one process is.
///
/// @param rss resident memory in bytes
/// @param since when this process started, RFC 3339
public record Status(
        String name,
        State state,
        @Nullable Long pid,
        int port,
        long rss,
        @Nullable String since) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// What a process can be, seen from its launcher.
    public enum State {
        STARTING,
        UP,
        RESTARTING,
        STOPPING,
        DOWN
    }

    static Status down(String name, int port) {
        return new Status(name, State.DOWN, null, port, 0, null);
    }

    public static String toJson(List<Status> all) {
        return JSON.writeValueAsString(all);
    }

    public static List<Status> fromJson(String json) {
        return JSON.readValue(json, new TypeReference<>() {});
    }
}
