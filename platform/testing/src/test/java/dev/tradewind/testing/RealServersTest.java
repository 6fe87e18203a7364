package dev.tradewind.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(properties = "tradewind.said=by the test")
@RealServers(redis = true)
class RealServersTest {

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Empty {}

    @Autowired
    private JdbcClient jdbc;

    @Value("${spring.kafka.bootstrap-servers}")
    private String kafka;

    @Value("${tradewind.messaging.topic-prefix}")
    private String prefix;

    @Value("${tradewind.said}")
    private String said;

    @Test
    void theContextHasAnEmptyDatabaseOfItsOwn() {
        assertThat(tables()).isEmpty();
        assertThat(jdbc.sql("select version()").query(String.class).single())
                .contains(Servers.inContainers() ? "PostgreSQL 17" : "PostgreSQL 18");
    }

    @Test
    void aDatabaseIsClosedToTheLoginOfAnother() {
        var mine = TestDatabase.create();
        var other = TestDatabase.create();

        assertThatThrownBy(() -> DriverManager.getConnection(other.url(), mine.name(), mine.password()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void aRecordGoesThroughKafka() throws Exception {
        var topic = prefix + "orders.events";
        Map<String, Object> client = Map.of("bootstrap.servers", kafka);
        try (var admin = Admin.create(client)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        var sent = UUID.randomUUID().toString();

        try (var producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", sent)).get();
        }

        assertThat(firstValue(topic)).isEqualTo(sent);
    }

    @Test
    void droppingTopicsLeavesThoseOfOthers() throws Exception {
        var mine = TestTopics.create();
        var other = TestTopics.create();
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(
                            new NewTopic(mine.prefix() + "a", 1, (short) 1),
                            new NewTopic(other.prefix() + "a", 1, (short) 1)))
                    .all()
                    .get();

            mine.drop();

            assertThat(admin.listTopics().names().get())
                    .contains(other.prefix() + "a")
                    .doesNotContain(mine.prefix() + "a");
        }
    }

    @Test
    void whatTheTestAsksForWeighsMore() {
        assertThat(said).isEqualTo("by the test");
    }

    @Test
    void aKilledServerComesBackWithItsData() throws SQLException {
        try (var server = BreakableServer.postgres()) {
            try (var connection = server.program().connect();
                    var statement = connection.createStatement()) {
                statement.execute("create table kept (id int)");
                statement.execute("checkpoint");
            }

            server.kill();
            server.restart();

            try (var connection = server.program().connect();
                    var statement = connection.createStatement()) {
                assertThat(statement.executeQuery("select 1 from kept").next()).isFalse();
            }
        }
    }

    private List<String> tables() {
        return jdbc.sql("select table_name from information_schema.tables where table_schema = 'public'")
                .query((row, _) -> row.getString(1))
                .list();
    }

    private String firstValue(String topic) {
        var settings =
                Map.<String, Object>of("bootstrap.servers", kafka, "group.id", topic, "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(Set.of(topic));
            for (var tries = 0; tries < 20; tries++) {
                for (var it : consumer.poll(Duration.ofSeconds(1))) {
                    return it.value();
                }
            }
            return "";
        }
    }
}
