package dev.tradewind.contracts;

import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The AsyncAPI 3 document of all topics, for those who generate readers from it.
final class AsyncApi {

    private AsyncApi() {}

    static JsonNode document() {
        var document = Wire.JSON.createObjectNode().put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Tradewind")
                .put("version", "1.0.0")
                .put(
                        "description",
                        "CloudEvents 1.0 in Kafka's binary mode: the attributes are headers `ce_*`, the value is the data.");
        document.put("defaultContentType", "application/json");
        var channels = document.putObject("channels");
        var messages = document.putObject("components").putObject("messages");
        for (var conversation : Wire.conversations()) {
            var topic = conversation.getAnnotation(Topic.class);
            var channel = channels.putObject(topic.value()).put("address", topic.value());
            var kept = channel.putObject("bindings")
                    .putObject("kafka")
                    .put("partitions", 12)
                    .putObject("topicConfiguration");
            kept.putArray("cleanup.policy").add(topic.compacted() ? "compact" : "delete");
            if (topic.keptHours() != Topic.SEVEN_DAYS) {
                kept.put(
                        "retention.ms",
                        Math.toIntExact(Duration.ofHours(topic.keptHours()).toMillis()));
            }
            var refs = channel.putObject("messages");
            for (var message : conversation.getPermittedSubclasses()) {
                refs.putObject(Wire.nameOf(message)).put("$ref", "#/components/messages/" + Wire.nameOf(message));
                describe(message, messages.putObject(Wire.nameOf(message)));
            }
        }
        return document;
    }

    private static void describe(Class<?> message, ObjectNode into) {
        into.put("name", Wire.nameOf(message)).put("title", message.getSimpleName());
        into.set("payload", Schemas.of(message));
        into.putObject("bindings")
                .putObject("kafka")
                .putObject("key")
                .put("type", "string")
                .put("format", "uuid");
    }
}
