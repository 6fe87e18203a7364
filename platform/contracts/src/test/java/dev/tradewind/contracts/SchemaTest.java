package dev.tradewind.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;

/// The published schemas say what the records are, and only ever grow by optional fields. After such a change run the
/// tests once with `-Dtradewind.schemas=write`; an incompatible change is refused there too and needs a `.v2`.
class SchemaTest {

    private static final Path PUBLISHED = Path.of("src/main/resources/schema");

    static Stream<Class<?>> messages() {
        return Wire.messages();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void thePublishedSchemaIsThatOfTheRecordAndBreaksNoReader(Class<?> message) throws IOException {
        var file = PUBLISHED.resolve(Wire.nameOf(message) + ".json");
        var now = Schemas.of(message);

        if (Files.exists(file)) {
            assertThat(Schemas.breaks(read(file), now, message.getSimpleName()))
                    .as("this breaks those who know " + Wire.nameOf(message) + ": add a .v2 beside it")
                    .isEmpty();
        }
        publish(file, now);
        assertThat(file).exists();
        assertThat(read(file)).isEqualTo(now);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void theGoldenJsonFollowsThePublishedSchema(Class<?> message) throws IOException {
        var name = Wire.nameOf(message) + ".json";
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(read(PUBLISHED.resolve(name)));

        assertThat(schema.validate(read(Path.of("src/test/resources/wire").resolve(name))))
                .isEmpty();
    }

    @Test
    void aMessageOncePublishedIsNeverForgotten() throws IOException {
        try (var published = Files.list(PUBLISHED)) {
            assertThat(published.map(file -> file.getFileName().toString().replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            Wire.messages().map(Wire::nameOf).toList());
        }
    }

    @Test
    void theAsyncApiDocumentNamesEveryTopicAndMessage() throws IOException {
        var file = Path.of("src/main/resources/asyncapi.json");
        var now = AsyncApi.document();

        publish(file, now);

        assertThat(read(file)).isEqualTo(now);
    }

    static Stream<Arguments> changes() {
        var was = """
            {"type":"object","properties":{"id":{"type":"string","format":"uuid"},"pieces":{"type":"array",
             "items":{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}}},"required":["id"]}
            """;
        return Stream.of(
                Arguments.of(was, was.replace("\"uuid\"", "\"date-time\""), "M.id: was"),
                Arguments.of(was, was.replace("\"pieces\"", "\"parts\""), "M.pieces: removed"),
                Arguments.of(was, was.replace("\"integer\"", "\"string\""), "M.pieces[].n: was"),
                Arguments.of(was, was.replace("[\"id\"]", "[\"id\",\"pieces\"]"), "M.pieces: required from now on"),
                Arguments.of(was, was.replace("[\"id\"]", "[]"), "M.id: was always there"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void anIncompatibleChangeIsNamed(String before, String now, String complaint) {
        assertThat(Schemas.breaks(Wire.JSON.readTree(before), Wire.JSON.readTree(now), "M"))
                .singleElement()
                .asString()
                .startsWith(complaint);
    }

    @Test
    void anOptionalFieldMayBeAdded() {
        var before = Wire.JSON.readTree("{\"type\":\"object\",\"properties\":{}}");
        var now = Wire.JSON.readTree("{\"type\":\"object\",\"properties\":{\"note\":{\"type\":\"string\"}}}");

        assertThat(Schemas.breaks(before, now, "M")).isEmpty();
    }

    private static void publish(Path file, JsonNode document) throws IOException {
        if ("write".equals(System.getProperty("tradewind.schemas"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    Wire.JSON.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(document) + "\n",
                    StandardCharsets.UTF_8);
        }
    }

    private static JsonNode read(Path file) throws IOException {
        return Wire.JSON.readTree(Files.readString(file, StandardCharsets.UTF_8));
    }
}
