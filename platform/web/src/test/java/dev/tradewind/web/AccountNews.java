package dev.tradewind.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tradewind.contracts.AccountEvent;
import dev.tradewind.contracts.AccountEvent.AccountClosed;
import dev.tradewind.contracts.AccountEvent.SessionRevoked;
import dev.tradewind.contracts.WireName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;

/// Says what auth-service would say of accounts.
public final class AccountNews implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final String topic;
    private final KafkaProducer<String, byte[]> producer;

    public AccountNews(String bootstrapServers, String prefix) {
        this.topic = prefix + "accounts.events";
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringSerializer(),
                new ByteArraySerializer());
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(12), Optional.empty())))
                    .all()
                    .get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public void sessionRevoked(UUID account, UUID session) {
        sessionRevoked(account, session, Duration.ZERO);
    }

    void sessionRevoked(UUID account, UUID session, Duration ago) {
        var at = Instant.now().minus(ago);
        say(new SessionRevoked(account, null, 1, session, "revoked", at), at);
    }

    public void accountClosed(UUID account, Instant at) {
        say(new AccountClosed(account, null, 2, at.plus(Duration.ofDays(30)), at), at);
    }

    /// Something that no reader can make sense of.
    public void nonsense() {
        send(UUID.randomUUID(), wireName(SessionRevoked.class), "{".getBytes(UTF_8), Instant.now());
        send(UUID.randomUUID(), "dev.tradewind.account.unheard-of.v9", "{}".getBytes(UTF_8), Instant.now());
    }

    private void say(AccountEvent event, Instant at) {
        send(event.key(), wireName(event.getClass()), JSON.writeValueAsBytes(event), at);
    }

    private void send(UUID key, String type, byte[] payload, Instant at) {
        var event = new ProducerRecord<>(topic, null, at.toEpochMilli(), key.toString(), payload);
        event.headers().add(new RecordHeader("ce_type", type.getBytes(UTF_8)));
        try {
            producer.send(event).get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String wireName(Class<?> type) {
        var name = type.getAnnotation(WireName.class);
        if (name == null) {
            throw new IllegalArgumentException(type.toString());
        }
        return name.value();
    }

    @Override
    public void close() {
        producer.close();
    }
}
