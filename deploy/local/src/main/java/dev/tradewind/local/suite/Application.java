package dev.tradewind.local.suite;

import dev.tradewind.local.build.Layout;
import dev.tradewind.local.server.Child;
import dev.tradewind.local.server.Http;
import dev.tradewind.local.server.Launch;
import dev.tradewind.local.server.Program;
import dev.tradewind.local.server.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One instance of a service.
///
/// @param name the folder, with a number for the second and further instances
record Application(
        Place place, Service service, String name, int port, Layout layout, Purpose purpose, Set<Extra> extras)
        implements Program {

    /// Requests that wait stay alive: a thousand of them in 256 MB left the collector nothing to free.
    private static final int HOT_HEAP = 384;

    private static final int HEAP = 192;

    static Application first(Place place, Service service, Layout layout, Purpose purpose, Set<Extra> extras) {
        return new Application(place, service, service.folder(), place.port(service), layout, purpose, extras);
    }

    @Override
    public Launch prepare() throws IOException {
        // Of its own and emptied here, because who is killed leaves behind what the system would keep for ever.
        var temporary = place.temporary(name);
        Trees.delete(temporary);
        Files.createDirectories(temporary);
        var command = new ArrayList<String>();
        command.add(Child.java());
        command.addAll(flags());
        command.add("-Djava.io.tmpdir=" + temporary);
        if (layout.hasCache() || records()) {
            command.addAll(layout.cacheFlags());
        }
        command.addAll(List.of("-jar", layout.jar().toString()));
        return new Launch(command, layout.directory(), environment(), service.followsBehind());
    }

    @Override
    public void greet() throws IOException {
        var answer = Http.get("http://127.0.0.1:" + (port + Service.MANAGEMENT) + "/actuator/health/readiness");
        if (answer.statusCode() != 200) {
            throw new IOException("readiness is " + answer.statusCode());
        }
    }

    /// A cache that was written by a run that failed knows half of a start.
    @Override
    public void failed() throws IOException {
        layout.dropCache();
    }

    /// One instance records a start for all.
    private boolean records() {
        return purpose.recordsStarts() && name.equals(service.folder());
    }

    /// The flags a start-up cache was made with must be those it is used with.
    private List<String> flags() {
        var flags = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-Xms48m",
                "-Xmx" + (service.onTheHotPath() ? HOT_HEAP : HEAP) + "m",
                "-Xss512k",
                // A cache is written inside the space reserved for classes; catalog-service with Hibernate needs 168
                // MiB.
                "-XX:MaxMetaspaceSize=320m",
                "-XX:CompressedClassSpaceSize=256m",
                // Of the 48 MiB there are with one compiler, each 7 that are used make the whole heap be collected.
                "-XX:ReservedCodeCacheSize=128m",
                // So many processes on so few processors find little of their memory where they left it.
                "-XX:+UseTransparentHugePages",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-Dfile.encoding=UTF-8",
                "-Duser.timezone=UTC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        flags.addAll(service.onTheHotPath() ? purpose.compiler() : Purpose.COMPILED_ONCE);
        return flags;
    }

    private Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        environment.put("SPRING_PROFILES_ACTIVE", "local");
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(port + Service.MANAGEMENT));
        environment.put(
                "EUREKA_CLIENT_SERVICEURL_DEFAULTZONE",
                "http://127.0.0.1:" + place.port(Service.DISCOVERY) + "/eureka/");
        environment.put("TRADEWIND_SECURITY_ISSUER", place.gateway());
        environment.put(
                "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWK_SET_URI",
                "http://127.0.0.1:" + place.port(Service.AUTH) + "/.well-known/jwks.json");
        environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + place.port(Place.KAFKA));
        // Most consumers wait most of the time: they ask again less often, and are answered at once all the same.
        environment.put("SPRING_KAFKA_CONSUMER_FETCHMAXWAIT", "1500ms");
        environment.put("SPRING_DATA_REDIS_HOST", "127.0.0.1");
        environment.put("SPRING_DATA_REDIS_PORT", Integer.toString(place.port(Place.REDIS)));
        environment.put("ELASTICSEARCH_URIS", "http://127.0.0.1:" + place.port(Place.ELASTICSEARCH));
        environment.put("TRADEWIND_DEMO_FILE", place.demoFile().toString());
        environment.put("TRADEWIND_MEDIA_DIRECTORY", place.data("media").toString());
        environment.put("TRADEWIND_MAILING_DIRECTORY", place.data("mail").toString());
        // Mails take no more than one processor from those who order.
        environment.put("TRADEWIND_MAILING_PARALLEL", "1");
        service.database().ifPresent(database -> {
            environment.put(
                    "SPRING_DATASOURCE_URL",
                    "jdbc:postgresql://127.0.0.1:" + place.port(Place.POSTGRES) + "/" + database);
            environment.put("SPRING_DATASOURCE_USERNAME", database);
            environment.put("SPRING_DATASOURCE_PASSWORD", Infrastructure.PASSWORD);
        });
        environment.putAll(purpose.environment());
        extras.forEach(it -> environment.putAll(it.environment(place, service)));
        return environment;
    }
}
