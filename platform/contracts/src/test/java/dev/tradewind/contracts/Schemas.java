package dev.tradewind.contracts;

import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// JSON Schemas of messages, and what may change in them.
final class Schemas {

    private static final SchemaGenerator GENERATOR = generator();

    private Schemas() {}

    static JsonNode of(Class<?> message) {
        return GENERATOR
                .generateSchema(message)
                .deepCopy()
                .asObject()
                .put("$id", "urn:tradewind:" + Wire.nameOf(message))
                .put("title", message.getSimpleName());
    }

    /// Why somebody who knows the schema `before` could not live with `now`; empty when they can.
    static List<String> breaks(JsonNode before, JsonNode now, String at) {
        var breaks = new ArrayList<String>();
        if (!before.path("type").equals(now.path("type"))
                || !before.path("format").equals(now.path("format"))) {
            breaks.add(at + ": was " + kind(before) + ", is " + kind(now));
        }
        for (var field : before.path("properties").properties()) {
            var there = now.path("properties").path(field.getKey());
            if (there.isMissingNode()) {
                breaks.add(at + "." + field.getKey() + ": removed");
            } else {
                breaks.addAll(breaks(field.getValue(), there, at + "." + field.getKey()));
            }
        }
        for (var required : now.path("required")) {
            if (!contains(before.path("required"), required)) {
                breaks.add(at + "." + required.asString() + ": required from now on");
            }
        }
        for (var required : before.path("required")) {
            if (!contains(now.path("required"), required)) {
                breaks.add(at + "." + required.asString() + ": was always there, may be absent now");
            }
        }
        if (before.has("items")) {
            breaks.addAll(breaks(before.path("items"), now.path("items"), at + "[]"));
        }
        if (before.has("additionalProperties")) {
            breaks.addAll(breaks(before.path("additionalProperties"), now.path("additionalProperties"), at + "{}"));
        }
        return breaks;
    }

    private static boolean contains(JsonNode array, JsonNode value) {
        return array.valueStream().anyMatch(value::equals);
    }

    private static String kind(JsonNode schema) {
        return schema.path("type") + " " + schema.path("format").asString("");
    }

    private static SchemaGenerator generator() {
        var config = new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .with(Option.INLINE_ALL_SCHEMAS)
                .with(Option.EXTRA_OPEN_API_FORMAT_VALUES);
        config.forFields()
                .withIgnoreCheck(FieldScope::isStatic)
                .withNullableCheck(Schemas::mayBeNull)
                .withRequiredCheck(field -> !mayBeNull(field));
        return new SchemaGenerator(config.build());
    }

    private static boolean mayBeNull(FieldScope field) {
        return !field.isFakeContainerItemScope()
                && field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
