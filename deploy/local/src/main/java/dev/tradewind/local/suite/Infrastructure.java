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
import java.util.stream.Stream;

/// The four servers below the services. What they are told is for one machine: they listen on the loopback interface
/// only, so their passwords are no secret.
public record Infrastructure(Postgres postgres, Kafka kafka, Redis redis, Elasticsearch elasticsearch) {

    public static final String PASSWORD = "tradewind";

    public static final List<String> NAMES = List.of("postgresql", "kafka", "redis", "elasticsearch");

    private static final String KEEP_ARCHIVE = "-XX:+AutoCreateSharedArchive";

    public static Infrastructure of(Place place, Purpose purpose) {
        var runtime = place.house().runtime();
        return new Infrastructure(
                new Postgres(
                        runtime, place.data("postgresql"), place.port(Place.POSTGRES), PASSWORD, databases(), true),
                new Kafka(
                        place.house().kafkaHome(),
                        place.data("kafka"),
                        place.port(Place.KAFKA),
                        place.port(Place.KAFKA_CONTROLLER),
                        options(
                                purpose,
                                "-Xms96m",
                                "-Xmx320m",
                                "-XX:+UseTransparentHugePages",
                                archive(runtime, "kafka"),
                                KEEP_ARCHIVE)),
                new Redis(runtime, place.data("redis"), place.port(Place.REDIS), true),
                new Elasticsearch(
                        place.house().elasticsearchHome(),
                        place.data("elasticsearch"),
                        place.state().resolve("logs/elasticsearch"),
                        place.port(Place.ELASTICSEARCH),
                        place.port(Place.ELASTICSEARCH_TRANSPORT),
                        options(purpose, archive(runtime, "elasticsearch"), KEEP_ARCHIVE)));
    }

    public List<Program> programs() {
        return List.of(postgres, kafka, redis, elasticsearch);
    }

    private static Map<String, String> databases() {
        return Arrays.stream(Service.values())
                .flatMap(it -> it.database().stream())
                .collect(Collectors.toMap(it -> it, _ -> PASSWORD));
    }

    private static List<String> options(Purpose purpose, String... own) {
        return Stream.concat(Stream.of(own), purpose.compiler().stream()).toList();
    }

    /// The JVM keeps its loaded classes there and replaces the file when it does not fit any more.
    private static String archive(Path runtime, String name) {
        return "-XX:SharedArchiveFile=" + runtime.resolve(name + ".jsa");
    }
}
