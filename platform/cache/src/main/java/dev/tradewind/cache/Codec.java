package dev.tradewind.cache;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// How a value is written. What another version of the service wrote, whose record looked otherwise, is not read.
final class Codec<V> {

    private static final Logger log = LoggerFactory.getLogger(Codec.class);
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Class<V> type;
    private final String revision;

    Codec(Class<V> type) {
        this.type = type;
        this.revision = revisionOf(type);
    }

    String write(V value) {
        return revision + JSON.writeValueAsString(value);
    }

    /// @param stored what [#write] made, behind a version and a colon
    Optional<Entry<V>> read(String stored) {
        var colon = stored.indexOf(':');
        if (colon < 1 || !stored.startsWith(revision, colon + 1)) {
            return Optional.empty();
        }
        try {
            var version = Long.parseLong(stored.substring(0, colon));
            var value = JSON.readValue(stored.substring(colon + 1 + revision.length()), type);
            return Optional.of(new Entry<>(value, version, stored.length(), System.nanoTime()));
        } catch (JacksonException | NumberFormatException senseless) {
            log.atWarn().setCause(senseless).addKeyValue("type", type.getName()).log("Cannot read what is in Redis");
            return Optional.empty();
        }
    }

    private static String revisionOf(Class<?> type) {
        var description = new StringBuilder();
        describe(type, description, new HashSet<>());
        var sum = new CRC32();
        sum.update(description.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    private static void describe(Type type, StringBuilder into, Set<Type> seen) {
        into.append(type.getTypeName()).append(';');
        if (!seen.add(type)) {
            return;
        }
        if (type instanceof ParameterizedType generic) {
            for (var argument : generic.getActualTypeArguments()) {
                describe(argument, into, seen);
            }
        } else if (type instanceof Class<?> raw && raw.isRecord()) {
            for (var component : raw.getRecordComponents()) {
                into.append(component.getName()).append(' ');
                describe(component.getGenericType(), into, seen);
            }
        }
    }
}
