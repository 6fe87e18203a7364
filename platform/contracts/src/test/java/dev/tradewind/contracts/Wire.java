package dev.tradewind.contracts;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// All message records, and the JSON they become.
final class Wire {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Wire() {}

    static List<Class<?>> conversations() {
        return List.of(Message.class.getPermittedSubclasses());
    }

    static Stream<Class<?>> messages() {
        return conversations().stream().flatMap(conversation -> Stream.of(conversation.getPermittedSubclasses()));
    }

    static String nameOf(Class<?> message) {
        return message.getAnnotation(WireName.class).value();
    }
}
