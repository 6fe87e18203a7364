package dev.tradewind.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The envelope: CloudEvents 1.0 in Kafka's binary mode.
final class CloudEvent {

    static final String ID = "ce_id";
    static final String TYPE = "ce_type";
    static final String TIME = "ce_time";
    static final String TRACEPARENT = "traceparent";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<java.util.Map<String, String>> STRINGS = new TypeReference<>() {};

    private CloudEvent() {}

    static ProducerRecord<String, byte[]> of(OutboxRow row) {
        var headers = new RecordHeaders();
        add(headers, "ce_specversion", "1.0");
        add(headers, ID, row.id());
        add(headers, "ce_source", row.source());
        add(headers, TYPE, row.type());
        add(headers, "ce_subject", row.key());
        add(headers, TIME, row.occurredAt().toString());
        add(headers, "ce_dataschema", "urn:tradewind:" + row.type());
        add(headers, "ce_organization", row.organization());
        add(headers, "ce_sequence", row.sequence() > 0 ? Long.toString(row.sequence()) : null);
        add(headers, "ce_causation", row.causation());
        add(headers, TRACEPARENT, row.traceparent());
        if (row.headers() != null) {
            JSON.readValue(row.headers(), STRINGS).forEach((name, value) -> {
                headers.remove(name);
                add(headers, name, value);
            });
        }
        return new ProducerRecord<>(row.topic(), null, row.key(), row.payload(), headers);
    }

    private static void add(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, value.getBytes(UTF_8));
        }
    }

    /// The last header of that name, if it is text; without NUL, which PostgreSQL cannot keep.
    static Optional<String> header(ConsumerRecord<?, ?> received, String name) {
        var header = received.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(header.value()))
                    .toString()
                    .replace("\0", ""));
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }
}
