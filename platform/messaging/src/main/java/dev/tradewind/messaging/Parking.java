package dev.tradewind.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// Puts aside what could not be handled, inside the transaction of its poll, and says so on `<topic>.dlt`.
class Parking {

    private static final int LONGEST_CAUSE = 4_000;
    private static final String UNREADABLE = "dev.tradewind.unreadable.v1";

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final String topicPrefix;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.shared();

    Parking(JdbcClient jdbc, Outbox outbox, String topicPrefix, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.topicPrefix = topicPrefix;
        this.clock = clock;
    }

    /// What is to be parked, and why.
    ///
    /// @param attempts how often it was handed to the handler
    record Parked(Arrival<?> arrival, String cause, int attempts) {}

    void park(String group, List<Parked> all) {
        var copies = new OutboxRows(all.size());
        for (var each : all) {
            var headers = headers(each.arrival().origin());
            if (insert(group, each, json.writeValueAsString(headers)) == 1) {
                copies.add(copy(group, each, headers));
            }
        }
        if (!copies.isEmpty()) {
            outbox.append(copies);
        }
    }

    private int insert(String group, Parked parked, String headers) {
        var origin = parked.arrival().origin();
        return jdbc.sql("""
                insert into parked_message (id, consumer_group, ce_id, ce_type, topic, partition, "offset", key,
                                            headers, payload, cause, parked_at, attempts)
                values (:id, :group, :ceId, :ceType, :topic, :partition, :offset, :key, :headers::jsonb, :payload,
                        :cause, :parkedAt, :attempts)
                on conflict (consumer_group, ce_id) do nothing
                """)
                .param("id", Ids.next())
                .param("group", group)
                .param("ceId", parked.arrival().id())
                .param("ceType", CloudEvent.header(origin, CloudEvent.TYPE).orElse(null))
                .param("topic", origin.topic())
                .param("partition", origin.partition())
                .param("offset", origin.offset())
                .param("key", parked.arrival().key())
                .param("headers", headers)
                .param("payload", origin.value())
                .param("cause", cut(parked.cause()))
                .param("parkedAt", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("attempts", parked.attempts())
                .update();
    }

    private OutboxRows.Row copy(String group, Parked parked, Map<String, String> headers) {
        var origin = parked.arrival().origin();
        var more = new LinkedHashMap<>(headers);
        more.put("dlt_group", group);
        more.put("dlt_cause", cut(parked.cause()));
        more.put("dlt_topic", origin.topic());
        more.put("dlt_partition", Integer.toString(origin.partition()));
        more.put("dlt_offset", Long.toString(origin.offset()));
        return new OutboxRows.Row(
                parked.arrival().id(),
                origin.topic().substring(topicPrefix.length()) + Topics.DEAD,
                parked.arrival().key(),
                CloudEvent.header(origin, CloudEvent.TYPE).orElse(UNREADABLE),
                origin.value(),
                null,
                0,
                null,
                CloudEvent.header(origin, CloudEvent.TRACEPARENT).orElse(null),
                json.writeValueAsString(more));
    }

    /// A header that is not text is left out.
    private static Map<String, String> headers(ConsumerRecord<?, ?> origin) {
        var headers = new LinkedHashMap<String, String>();
        for (var header : origin.headers()) {
            CloudEvent.header(origin, header.key()).ifPresent(it -> headers.put(header.key(), it));
        }
        return headers;
    }

    private static String cut(String cause) {
        var clean = new String(cause.getBytes(UTF_8), UTF_8).replace("\0", "");
        return clean.length() <= LONGEST_CAUSE ? clean : clean.substring(0, LONGEST_CAUSE);
    }
}
