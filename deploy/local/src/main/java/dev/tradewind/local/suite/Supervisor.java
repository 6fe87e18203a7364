package dev.tradewind.local.suite;

import dev.tradewind.local.build.Layout;
import dev.tradewind.local.screen.Screen;
import dev.tradewind.local.server.NotStarted;
import dev.tradewind.local.server.Ports;
import dev.tradewind.local.server.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// Starts the suite in the order in which its parts need one another, keeps it running, and ends it the other way
/// round.
public final class Supervisor {

    /// The end of a first run writes the cache of its start, which takes its time.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration PATIENCE_OF_A_FIRST_RUN = Duration.ofMinutes(3);
    private static final int MAX_INSTANCES = 10;
    private static final long LEAST_MEMORY_MIB = 3_000;

    private final Place place;
    private final Screen screen;
    private final Purpose purpose;
    private final Set<Extra> extras;
    private final Map<String, Component> components = new LinkedHashMap<>();
    private final Map<Service, Layout> layouts = new EnumMap<>(Service.class);
    private final Map<String, Layout> startedFrom = new ConcurrentHashMap<>();
    private boolean ended;

    public Supervisor(Place place, Screen screen, Purpose purpose, Set<Extra> extras) {
        this.place = place;
        this.screen = screen;
        this.purpose = purpose;
        this.extras = Set.copyOf(extras);
    }

    /// Refuses before anything is started when it could not end well.
    public void check() throws IOException {
        if (!PidFile.leftBehind(place).isEmpty()) {
            screen.say("Ending what a killed launcher left behind");
            PidFile.endLeftBehind(place);
        }
        checkPorts();
        var memory = Machine.availableMemoryMib();
        if (memory < LEAST_MEMORY_MIB) {
            throw new NotStarted("Too little memory: %d MiB are available and the suite needs %d MiB"
                    .formatted(memory, LEAST_MEMORY_MIB));
        }
    }

    public void start() throws IOException {
        try {
            startAll();
            reportRejectedCaches();
        } catch (NotStarted failed) {
            abort();
            throw failed;
        }
    }

    private void startAll() throws IOException {
        var infrastructure = Infrastructure.of(place, purpose);
        var servers = new ArrayList<CompletableFuture<Void>>();
        for (var it : infrastructure.programs()) {
            servers.add(keep(it));
        }
        for (var it : extras) {
            servers.add(keep(it.program(place)));
        }
        for (var it : Service.values()) {
            layouts.put(it, Layout.of(it.folder(), jar(it), place.applications()));
            if (it == Service.DISCOVERY) {
                servers.add(keep(it));
            }
        }
        await(servers);
        startServices();
    }

    /// More at a time than cores, since each waits for a server now and then, but not so many that all are slow.
    private void startServices() throws IOException {
        var turns = new Semaphore(Runtime.getRuntime().availableProcessors() + 2);
        var services = new ArrayList<CompletableFuture<Void>>();
        for (var it : Service.values()) {
            if (it != Service.DISCOVERY) {
                turns.acquireUninterruptibly();
                services.add(keep(it).whenComplete((_, _) -> turns.release()));
            }
        }
        await(services);
    }

    public synchronized List<Status> status() {
        return components.values().stream().map(Component::status).toList();
    }

    public void restart(String name) throws IOException {
        var component = component(name);
        var service = Service.named(name);
        if (service.isEmpty()) {
            await(List.of(component.restart(patience(component.program().name()))));
            return;
        }
        // It may have been built again since.
        layouts.put(service.get(), Layout.of(service.get().folder(), jar(service.get()), place.applications()));
        component.stop(patience(service.get().folder()));
        await(List.of(keep(service.get())));
    }

    /// The first instance has the service's port, the others free ones; all are found through discovery.
    public void scale(String name, int instances) throws IOException {
        var service = Service.named(name)
                .filter(it -> it != Service.DISCOVERY && it != Service.GATEWAY)
                .orElseThrow(() -> new NotStarted(name + " cannot be scaled (expected: one of the services)"));
        if (instances < 1 || instances > MAX_INSTANCES) {
            throw new NotStarted("%d instances (expected: 1 to %d)".formatted(instances, MAX_INSTANCES));
        }
        var started = new ArrayList<CompletableFuture<Void>>();
        for (var number = 2; number <= MAX_INSTANCES; number++) {
            var instance = service.folder() + "-" + number;
            if (number <= instances && !isKept(instance)) {
                started.add(keep(another(service, instance)));
            } else if (number > instances && isKept(instance)) {
                forget(instance).stop(patience(instance));
                screen.say(instance + " ended");
            }
        }
        await(started);
    }

    /// Ends everything, once; services first, then what they stand on.
    public void stop() {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        var services = new ArrayList<Component>();
        var servers = new ArrayList<Component>();
        synchronized (this) {
            components.forEach((name, it) -> (Infrastructure.NAMES.contains(name) ? servers : services).add(it));
        }
        if (startedFrom.values().stream().anyMatch(it -> !it.hasCache())) {
            screen.say("Writing the caches that make the next start quick (this once)");
        }
        stop(services.reversed());
        stop(servers.reversed());
        screen.settle();
    }

    /// Ends everything without the caches that a first run leaves behind.
    public void discard() {
        abort();
        stop();
    }

    /// A start that came to nothing ends at once: there is no cache worth writing.
    private synchronized void abort() {
        components.forEach((name, it) -> {
            if (!Infrastructure.NAMES.contains(name)) {
                it.kill();
            }
        });
        startedFrom.clear();
    }

    /// The JVM only warns, and starts as slowly as without one; the next run writes it again.
    private void reportRejectedCaches() throws IOException {
        for (var it : startedFrom.entrySet()) {
            if (it.getValue().wasRejected(place.log(it.getKey()))) {
                screen.say("The start-up cache of %s does not fit any more; it is written again when the suite ends"
                        .formatted(it.getKey()));
                it.getValue().dropCache();
            }
        }
    }

    private void stop(List<Component> some) {
        var threads = some.stream()
                .map(it -> Thread.ofPlatform().start(() -> {
                    screen.begin(it.program().name(), "ending");
                    it.stop(patience(it.program().name()));
                    screen.done(it.program().name(), "ended");
                }))
                .toList();
        for (var it : threads) {
            try {
                it.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Duration patience(String name) {
        var layout = startedFrom.get(name);
        return layout == null || layout.hasCache() ? PATIENCE : PATIENCE_OF_A_FIRST_RUN;
    }

    private Program another(Service service, String name) {
        var port = Ports.free();
        while (!Ports.isFree(port + Service.MANAGEMENT)) {
            port = Ports.free();
        }
        var layout = Objects.requireNonNull(layouts.get(service));
        return new Application(place, service, name, port, layout, purpose, extras);
    }

    private CompletableFuture<Void> keep(Service service) throws IOException {
        var layout = Objects.requireNonNull(layouts.get(service));
        startedFrom.put(service.folder(), layout);
        return keep(Application.first(place, service, layout, purpose, extras));
    }

    private synchronized CompletableFuture<Void> keep(Program program) throws IOException {
        var component = new Component(program, place, screen);
        if (ended) {
            return CompletableFuture.failedFuture(new NotStarted("The suite is ending"));
        }
        components.put(program.name(), component);
        return component.start();
    }

    private synchronized boolean isKept(String name) {
        return components.containsKey(name);
    }

    private synchronized Component forget(String name) {
        return Objects.requireNonNull(components.remove(name));
    }

    private synchronized Component component(String name) {
        var full = Service.named(name).map(Service::folder).orElse(name);
        var component = components.get(full);
        if (component == null) {
            throw new NotStarted("%s does not run (expected: one of %s)".formatted(name, components.keySet()));
        }
        return component;
    }

    private Path jar(Service service) {
        var jar = place.house().root().resolve(service.folder()).resolve("target/" + service.folder() + ".jar");
        if (!Files.exists(jar)) {
            throw new NotStarted("%s is not built".formatted(service.folder()));
        }
        return jar;
    }

    private void checkPorts() {
        var taken = takenPorts(place, extras);
        if (!taken.isEmpty()) {
            throw new NotStarted("%s %s taken by another program: end that one, or use --port-offset N"
                    .formatted(
                            (taken.size() == 1 ? "Port " : "Ports ") + String.join(", ", taken),
                            taken.size() == 1 ? "is" : "are"));
        }
    }

    /// The ports of the suite that another program has, each with whose it would be.
    public static List<String> takenPorts(Place place, Set<Extra> extras) {
        var ports = new LinkedHashMap<Integer, String>();
        ports.put(place.port(Place.POSTGRES), "postgresql");
        ports.put(place.port(Place.KAFKA), "kafka");
        ports.put(place.port(Place.KAFKA_CONTROLLER), "kafka");
        ports.put(place.port(Place.REDIS), "redis");
        ports.put(place.port(Place.ELASTICSEARCH), "elasticsearch");
        ports.put(place.port(Place.ELASTICSEARCH_TRANSPORT), "elasticsearch");
        extras.forEach(it -> ports.put(it.port(place), it.program(place).name()));
        for (var it : Service.values()) {
            ports.put(place.port(it), it.folder());
            ports.put(place.port(it) + Service.MANAGEMENT, it.folder());
        }
        return ports.entrySet().stream()
                .filter(it -> !Ports.isFree(it.getKey()))
                .map(it -> "%d (%s)".formatted(it.getKey(), it.getValue()))
                .toList();
    }

    private static void await(List<CompletableFuture<Void>> all) {
        try {
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException failed) {
            var cause = failed.getCause();
            throw new NotStarted(cause == null ? "The start failed" : String.valueOf(cause.getMessage()), failed);
        }
    }
}
