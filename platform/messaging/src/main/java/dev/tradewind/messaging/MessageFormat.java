package dev.tradewind.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.Topic;
import dev.tradewind.contracts.WireName;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What each message is called, where it goes and how it is written. The list is the sealed [Message] itself: a
/// name that is not in it is not read, whatever a header says.
final class MessageFormat {

    /// A contract's conversation: one topic.
    record Conversation(String topic, boolean compacted, Duration kept) {}

    /// One kind of message. `schema` is its `ce_dataschema`.
    record Kind(Class<? extends Message> type, String name, Conversation conversation, String schema) {}

    private static final String NOT_SHOWN = "(broken, and of a kind that holds what nobody may see)";

    private final Map<String, Kind> byName = new HashMap<>();
    private final Map<Class<?>, Kind> byType = new HashMap<>();
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new RequiredUnlessNullable())
            .build();

    MessageFormat() {
        register(Message.class, null);
    }

    private void register(Class<?> type, @Nullable Conversation outer) {
        var topic = type.getAnnotation(Topic.class);
        var conversation = topic == null
                ? outer
                : new Conversation(topic.value(), topic.compacted(), Duration.ofHours(topic.keptHours()));
        if (type.isSealed()) {
            List.of(type.getPermittedSubclasses()).forEach(it -> register(it, conversation));
            return;
        }
        var name = type.getAnnotation(WireName.class);
        if (name == null || conversation == null) {
            throw new IllegalStateException(type + " has no @WireName or no @Topic (expected: both)");
        }
        var kind =
                new Kind(type.asSubclass(Message.class), name.value(), conversation, "urn:tradewind:" + name.value());
        if (byName.put(kind.name(), kind) != null) {
            throw new IllegalStateException("Two messages are called " + kind.name() + " (expected: one)");
        }
        byType.put(type, kind);
    }

    Kind kindOf(Message message) {
        var kind = byType.get(message.getClass());
        if (kind == null) {
            throw new IllegalArgumentException(message.getClass() + " (expected: a record of the contracts)");
        }
        return kind;
    }

    @Nullable
    Kind kindNamed(String name) {
        return byName.get(name);
    }

    /// All conversations there are; every service makes sure of their topics.
    Set<Conversation> conversations() {
        var all = new HashSet<Conversation>();
        byName.values().forEach(it -> all.add(it.conversation()));
        return all;
    }

    /// The conversations these sealed interfaces or records belong to.
    Set<Conversation> conversationsOf(Set<? extends Class<?>> types) {
        var theirs = new HashSet<Conversation>();
        for (var kind : byName.values()) {
            if (types.stream().anyMatch(it -> it.isAssignableFrom(kind.type()))) {
                theirs.add(kind.conversation());
            }
        }
        return theirs;
    }

    byte[] write(Message message) {
        return json.writeValueAsBytes(message);
    }

    /// @throws tools.jackson.core.JacksonException when it is not the JSON of that kind
    Message read(Kind kind, byte[] payload) {
        return json.readValue(payload, kind.type());
    }

    /// The payload as text for a person, without what is [Confidential]. What a name outside the contracts brought is
    /// shown as it came.
    String shown(@Nullable String name, byte[] payload) {
        var text = new String(payload, UTF_8);
        var kind = name == null ? null : byName.get(name);
        var hidden = kind == null ? List.<String>of() : Message.confidential(kind.type());
        if (hidden.isEmpty()) {
            return text;
        }
        try {
            return json.readTree(text) instanceof ObjectNode object
                    ? object.without(hidden).toString()
                    : NOT_SHOWN;
        } catch (JacksonException _) {
            return NOT_SHOWN;
        }
    }

    /// A component of a record may be missing or null only if the record says `@Nullable`.
    private static final class RequiredUnlessNullable extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
            return isRequired(annotated)
                    ? JsonSetter.Value.forValueNulls(Nulls.FAIL)
                    : super.findSetterInfo(config, annotated);
        }

        private static boolean isRequired(Annotated annotated) {
            if (!(annotated instanceof AnnotatedParameter parameter)
                    || !parameter.getDeclaringClass().isRecord()) {
                return false;
            }
            var components = parameter.getDeclaringClass().getRecordComponents();
            return parameter.getIndex() < components.length
                    && !components[parameter.getIndex()].getAnnotatedType().isAnnotationPresent(Nullable.class);
        }
    }
}
