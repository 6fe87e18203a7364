package dev.tradewind.local.build;

import dev.tradewind.local.server.House;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Which modules' sources are newer than what was built from them.
public final class Modules {

    private static final List<String> PLATFORM =
            List.of("platform/contracts", "platform/messaging", "platform/cache", "platform/web");

    private static final List<Module> ALL = List.of(
            new Module("deploy/kafka", "target/kafka-home/main/kafka.jar", false),
            new Module("deploy/demo-idp", "target/idp-home/lib", false),
            new Module("deploy/elasticsearch", "target/es-home/lib", false),
            service("discovery"),
            service("gateway"),
            service("auth-service"),
            service("catalog-service"),
            service("inventory-service"),
            service("payment-service"),
            service("order-service"),
            service("notification-service"),
            service("search-service"),
            new Module("verify", "target/verify.jar", false));

    private final House house;

    public Modules(House house) {
        this.house = house;
    }

    private record Module(String folder, String artifact, boolean standsOnThePlatform) {}

    private static Module service(String folder) {
        return new Module(folder, "target/" + folder + ".jar", true);
    }

    /// Their folders, in the order of the build.
    public List<String> stale() throws IOException {
        var platform = newestOf(PLATFORM);
        var parent = modified(house.root().resolve("pom.xml"));
        var stale = new ArrayList<String>();
        for (var it : ALL) {
            var newest = latest(parent, newest(it.folder()));
            if (it.standsOnThePlatform()) {
                newest = latest(newest, platform);
            }
            if (newest.isAfter(built(it))) {
                stale.add(it.folder());
            }
        }
        return stale;
    }

    /// Remembers that everything was up to date at that moment: Maven leaves a jar alone when nothing in it changes.
    public void builtAt(Instant moment) throws IOException {
        Files.createDirectories(stamp().getParent());
        Files.writeString(stamp(), "Sources older than this file are built.\n");
        Files.setLastModifiedTime(stamp(), FileTime.from(moment));
    }

    private Instant built(Module module) throws IOException {
        var artifact = house.root().resolve(module.folder()).resolve(module.artifact());
        if (!Files.exists(artifact)) {
            return Instant.MIN;
        }
        return Files.exists(stamp()) ? latest(written(artifact), modified(stamp())) : written(artifact);
    }

    private Path stamp() {
        return house.root().resolve(".tradewind/built");
    }

    private Instant newestOf(List<String> folders) throws IOException {
        var newest = Instant.MIN;
        for (var it : folders) {
            newest = latest(newest, newest(it));
        }
        return newest;
    }

    private Instant newest(String folder) throws IOException {
        var newest = modified(house.root().resolve(folder).resolve("pom.xml"));
        var sources = house.root().resolve(folder).resolve("src/main");
        if (!Files.isDirectory(sources)) {
            return newest;
        }
        try (var files = Files.walk(sources)) {
            for (var it : files.toList()) {
                newest = latest(newest, modified(it));
            }
        }
        return newest;
    }

    private static Instant modified(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (NoSuchFileException _) {
            return Instant.MIN;
        }
    }

    /// A reproducible jar says it was modified when its commit was; the kernel knows when it was written.
    private static Instant written(Path artifact) throws IOException {
        return Files.getAttribute(artifact, "unix:ctime") instanceof FileTime time
                ? time.toInstant()
                : modified(artifact);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
