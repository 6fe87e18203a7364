package dev.tradewind.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Outbox, relay, inbox and listeners of a service with a database.
@AutoConfiguration(
        after = {
            FlywayAutoConfiguration.class,
            JdbcClientAutoConfiguration.class,
            KafkaAutoConfiguration.class,
            TransactionAutoConfiguration.class,
            CompositeMeterRegistryAutoConfiguration.class
        })
@EnableConfigurationProperties(MessagingProperties.class)
class MessagingAutoConfiguration {

    private static final Duration ABOVE_DELIVERY_TIMEOUT = Duration.ofSeconds(2);

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    MessageFormat messageFormat() {
        return new MessageFormat();
    }

    @Bean
    MessagingMigration messagingMigration(DataSource database) {
        return new MessagingMigration(database);
    }

    @Bean
    OutboxPartitions outboxPartitions(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            MessagingProperties settings,
            MessagingMigration migrated) {
        var partitions = new OutboxPartitions(
                jdbc, new TransactionTemplate(transactions), settings.relay().partitionRows());
        partitions.makeAhead();
        return partitions;
    }

    @Bean
    Nudge nudge() {
        return new Nudge();
    }

    @Bean
    Outbox outbox(
            JdbcClient jdbc,
            MessageFormat format,
            MessagingProperties settings,
            Nudge nudge,
            Clock clock,
            @Value("${spring.application.name:unnamed}") String application,
            OutboxPartitions partitions,
            ObjectProvider<Echo> echoes) {
        var origin = new Outbox.Origin(
                "/" + application, settings.topicPrefix(), settings.maxPayload().toBytes());
        return new Outbox(
                jdbc, format, origin, nudge, clock, echoes.orderedStream().toList());
    }

    @Bean
    Asides asides(Outbox outbox, PlatformTransactionManager transactions, ObjectProvider<MeterRegistry> meters) {
        return new Asides(
                outbox,
                new TransactionTemplate(transactions),
                meters.getIfAvailable(() -> Metrics.globalRegistry),
                Asides.ROOM);
    }

    @Bean
    RelayConnection relayConnection(DataSource database) {
        return RelayConnection.beside(database);
    }

    @Bean
    RelayStore relayStore(RelayConnection connection, MessagingMigration migrated) {
        return new RelayStore(connection.jdbc());
    }

    @Bean
    Relay relay(
            RelayStore store,
            ProducerFactory<?, ?> kafka,
            MessagingProperties settings,
            Nudge nudge,
            ObjectProvider<MeterRegistry> meters) {
        var relay = new Relay(
                store,
                new Sender(producers(kafka), patience(kafka)),
                settings.relay(),
                new RelayMeters(meters.getIfAvailable(() -> Metrics.globalRegistry)));
        nudge.wakes(relay::nudge);
        return relay;
    }

    private static Duration patience(ProducerFactory<?, ?> kafka) {
        var delivery = kafka.getConfigurationProperties().get(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);
        var millis = delivery == null ? 120_000 : Long.parseLong(delivery.toString());
        return Duration.ofMillis(millis).plus(ABOVE_DELIVERY_TIMEOUT);
    }

    private static Supplier<Producer<String, byte[]>> producers(ProducerFactory<?, ?> kafka) {
        var producing = new HashMap<>(kafka.getConfigurationProperties());
        producing.put(ProducerConfig.CLIENT_ID_CONFIG, "outbox-relay");
        return () -> new KafkaProducer<>(producing, new StringSerializer(), new ByteArraySerializer());
    }

    @Bean
    Housekeeping housekeeping(
            OutboxPartitions partitions, RelayStore store, Relay relay, JdbcClient jdbc, MessagingProperties settings) {
        return new Housekeeping(partitions, store, relay, jdbc, settings.inbox().keep());
    }

    @Bean
    Topics topics(KafkaAdmin kafka, MessageFormat format, MessagingProperties settings) {
        return new Topics(kafka.getConfigurationProperties(), format.conversations(), settings);
    }

    @Bean
    Parking parking(JdbcClient jdbc, Outbox outbox, MessagingProperties settings, Clock clock) {
        return new Parking(jdbc, outbox, settings.topicPrefix(), clock);
    }

    @Bean
    Listeners listeners(
            ObjectProvider<Subscription<?>> subscriptions,
            MessageFormat format,
            MessagingProperties settings,
            Topics topics,
            ConsumerFactory<?, ?> kafka,
            Parking parking,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            ObjectProvider<MeterRegistry> meters,
            Clock clock) {
        var parts = new ListenerParts(
                format,
                settings,
                topics,
                new HashMap<>(kafka.getConfigurationProperties()),
                new Inbox(jdbc),
                parking,
                new TransactionTemplate(transactions),
                meters.getIfAvailable(() -> Metrics.globalRegistry),
                clock);
        return new Listeners(
                subscriptions.orderedStream().<Listener<?>>map(parts::listener).toList(),
                settings.listener().enabled());
    }

    @Bean
    Broadcasts broadcasts(
            MessageFormat format, MessagingProperties settings, ConsumerFactory<?, ?> kafka, Clock clock) {
        return new Broadcasts(format, settings.topicPrefix(), new HashMap<>(kafka.getConfigurationProperties()), clock);
    }

    @Bean
    ParkedMessages parkedMessages(
            ObjectProvider<Subscription<?>> subscriptions,
            MessageFormat format,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock,
            MessagingMigration migrated) {
        var transaction = new TransactionTemplate(transactions);
        var replays = new Replays(
                jdbc, transaction, () -> subscriptions.orderedStream().toList(), format, clock);
        return new ParkedMessages(jdbc, transaction, replays, format, clock);
    }

    @Bean
    Backlog backlog(
            JdbcClient jdbc, ObjectProvider<Listeners> listeners, BrokerQuestions broker, MessagingMigration migrated) {
        return new Backlog(new OutboxBacklog(jdbc), listeners::getObject, broker);
    }

    @Bean
    BrokerQuestions brokerQuestions(KafkaAdmin kafka, MessagingProperties settings) {
        return new BrokerQuestions(kafka.getConfigurationProperties(), settings.topicPrefix());
    }

    @Bean
    MessagingGauges messagingGauges(
            JdbcClient jdbc, ParkedMessages parked, Listeners listeners, Relay relay, Clock clock) {
        return new MessagingGauges(new OutboxBacklog(jdbc), parked, listeners, relay, clock);
    }

    @Bean
    MessagingHealth messagingHealthIndicator(Listeners listeners, Relay relay, MessagingGauges gauges) {
        return new MessagingHealth(listeners, relay, gauges);
    }
}
