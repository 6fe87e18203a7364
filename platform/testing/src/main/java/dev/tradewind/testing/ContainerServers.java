package dev.tradewind.testing;

import dev.tradewind.testing.Servers.PostgresAddress;
import dev.tradewind.testing.Servers.RedisAddress;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.elasticsearch.ElasticsearchContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// Servers of this JVM in containers, each started by the first test that needs it and removed with the JVM: the same
/// tests against the images that others run.
final class ContainerServers implements Servers.Source {

    private static final String PASSWORD = "postgres";
    private static final int REDIS_PORT = 6379;

    private @Nullable PostgreSQLContainer postgres;
    private @Nullable KafkaContainer kafka;
    private @Nullable GenericContainer<?> redis;
    private @Nullable ElasticsearchContainer elasticsearch;

    ContainerServers() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException(
                    "infrastructure=containers: no container engine answers (expected: a running one, or DOCKER_HOST)");
        }
    }

    @Override
    public synchronized PostgresAddress postgres() {
        var running = postgres;
        if (running == null) {
            running = new PostgreSQLContainer(image("postgres", "postgres:17"))
                    .withUsername("postgres")
                    .withPassword(PASSWORD);
            running.setCommand("postgres", "-c", "max_connections=300");
            running.start();
            postgres = running;
        }
        return new PostgresAddress(running.getHost(), running.getFirstMappedPort(), PASSWORD);
    }

    @Override
    public synchronized String kafka() {
        var running = kafka;
        if (running == null) {
            running = new KafkaContainer(image("kafka", "apache/kafka:4.1.0"));
            running.start();
            kafka = running;
        }
        return running.getBootstrapServers();
    }

    @Override
    public synchronized RedisAddress redis() {
        var running = redis;
        if (running == null) {
            running = new GenericContainer<>(image("redis", "redis:8")).withExposedPorts(REDIS_PORT);
            running.start();
            redis = running;
        }
        return new RedisAddress(running.getHost(), running.getFirstMappedPort());
    }

    @Override
    public synchronized String elasticsearch() {
        var running = elasticsearch;
        if (running == null) {
            running = new ElasticsearchContainer(
                            image("elasticsearch", "docker.elastic.co/elasticsearch/elasticsearch:9.5.2"))
                    .withEnv("xpack.security.enabled", "false");
            running.start();
            elasticsearch = running;
        }
        return "http://" + running.getHttpHostAddress();
    }

    @Override
    public boolean outliveThisTest() {
        return false;
    }

    /// `-Dimage.kafka=…` tries another one.
    private static String image(String server, String usual) {
        return System.getProperty("image." + server, usual);
    }
}
