package dev.tradewind.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What was ever written can still be read, and is written the same way. Golden files are added, never edited.
class WireTest {

    private static final Path GOLDEN = Path.of("src/test/resources/wire");

    static Stream<Class<?>> messages() {
        return Wire.messages();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyMessageIsReadFromItsGoldenJsonAndWrittenBackTheSame(Class<?> message) throws IOException {
        var golden = golden(message);

        var read = Wire.JSON.treeToValue(golden, message);

        assertThat(Wire.JSON.readTree(Wire.JSON.writeValueAsString(read))).isEqualTo(golden);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aFieldThatThisVersionDoesNotKnowIsIgnored(Class<?> message) throws IOException {
        var golden = golden(message);
        var newer = golden.deepCopy().asObject().put("addedLater", "by a newer sender");

        assertThat(Wire.JSON.treeToValue(newer, message)).isEqualTo(Wire.JSON.treeToValue(golden, message));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void theNameOnTheWireSaysContextFactAndVersion(Class<?> message) {
        assertThat(Wire.nameOf(message)).matches("dev\\.tradewind\\.[a-z]+\\.[a-z-]+\\.v[1-9]");
    }

    @Test
    void noTwoMessagesShareAName() {
        assertThat(Wire.messages().map(Wire::nameOf)).doesNotHaveDuplicates();
    }

    @Test
    void everyConversationHasATopicOfItsOwn() {
        assertThat(Wire.conversations().stream()
                        .map(conversation ->
                                conversation.getAnnotation(Topic.class).value()))
                .doesNotHaveDuplicates();
    }

    private static JsonNode golden(Class<?> message) throws IOException {
        var file = GOLDEN.resolve(Wire.nameOf(message) + ".json");
        return Wire.JSON.readTree(Files.readString(file, StandardCharsets.UTF_8));
    }
}
