package dev.tradewind.local.suite;

import dev.tradewind.local.server.Elasticsearch;
import dev.tradewind.local.server.Kafka;
import dev.tradewind.local.server.Postgres;
import dev.tradewind.local.server.Program;
import dev.tradewind.local.server.Redis;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The four servers below the services. What they are told is for one machine: they listen on the loopback interface
/// only, so their passwords are no secret.
public record Infrastructure(Postgres postgres, Kafka kafka, Redis redis, Elasticsearch elasticsearch) {

    public static final String PASSWORD = "tradewind";

    public static final List<String> NAMES = List.of("postgresql", "kafka", "redis", "elasticsearch");

    public static Infrastructure of(Place place) {
        var runtime = place.house().runtime();
        return new Infrastructure(
                new Postgres(
                        runtime, place.data("postgresql"), place.port(Place.POSTGRES), PASSWORD, databases(), true),
                new Kafka(
                        place.house().kafkaHome(),
                        place.data("kafka"),
                        place.port(Place.KAFKA),
                        place.port(Place.KAFKA_CONTROLLER),
                        List.of("-Xms96m", "-Xmx320m", archive(runtime, "kafka"), "-XX:+AutoCreateSharedArchive")),
                new Redis(runtime, place.data("redis"), place.port(Place.REDIS), true),
                new Elasticsearch(
                        place.house().elasticsearchHome(),
                        place.data("elasticsearch"),
                        place.state().resolve("logs/elasticsearch"),
                        place.port(Place.ELASTICSEARCH),
                        place.port(Place.ELASTICSEARCH_TRANSPORT),
                        List.of(archive(runtime, "elasticsearch"), "-XX:+AutoCreateSharedArchive")));
    }

    public List<Program> programs() {
        return List.of(postgres, kafka, redis, elasticsearch);
    }

    private static Map<String, String> databases() {
        return Arrays.stream(Service.values())
                .flatMap(it -> it.database().stream())
                .collect(Collectors.toMap(it -> it, _ -> PASSWORD));
    }

    /// The JVM keeps its loaded classes there and replaces the file when it does not fit any more.
    private static String archive(Path runtime, String name) {
        return "-XX:SharedArchiveFile=" + runtime.resolve(name + ".jsa");
    }
}
