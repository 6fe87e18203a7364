package dev.tradewind.local.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.local.server.House;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModulesTest {

    private static final List<String> SERVICES = List.of(
            "discovery",
            "gateway",
            "auth-service",
            "catalog-service",
            "inventory-service",
            "payment-service",
            "order-service",
            "notification-service",
            "search-service");
    private static final Instant LAST_YEAR = Instant.parse("2025-01-01T00:00:00Z");

    @TempDir
    private Path root;

    private Modules modules;

    @BeforeEach
    void everythingIsBuiltFromOldSources() throws IOException {
        modules = new Modules(new House(root));
        source("pom.xml");
        source("platform/messaging/src/main/java/Outbox.java");
        for (var it : SERVICES) {
            source(it + "/src/main/java/It.java");
            write(it + "/target/" + it + ".jar");
        }
        write("deploy/kafka/target/kafka-home/main/kafka.jar");
        write("deploy/demo-idp/target/idp-home/lib/x.jar");
        write("deploy/elasticsearch/target/es-home/lib/x.jar");
        write("verify/target/verify.jar");
    }

    @Test
    void nothingIsStaleWhenAllJarsAreNewerThanTheirSources() throws IOException {
        assertThat(modules.stale()).isEmpty();
    }

    @Test
    void aModuleWithoutItsJarIsStale() throws IOException {
        Files.delete(root.resolve("gateway/target/gateway.jar"));

        assertThat(modules.stale()).containsExactly("gateway");
    }

    @Test
    void aChangedSourceMakesItsModuleStale() throws IOException {
        change("order-service/src/main/java/It.java");

        assertThat(modules.stale()).containsExactly("order-service");
    }

    @Test
    void aChangedPlatformMakesEveryServiceStale() throws IOException {
        change("platform/messaging/src/main/java/Outbox.java");

        assertThat(modules.stale()).containsExactlyElementsOf(SERVICES);
    }

    @Test
    void aReproducibleJarThatClaimsToBeOldIsNotStale() throws IOException {
        Files.setLastModifiedTime(
                root.resolve("gateway/target/gateway.jar"), FileTime.from(LAST_YEAR.minus(Duration.ofDays(1))));

        assertThat(modules.stale()).isEmpty();
    }

    @Test
    void aBuildThatChangedNoJarIsRemembered() throws IOException {
        change("order-service/src/main/java/It.java");

        modules.builtAt(Instant.now().plus(Duration.ofHours(2)));

        assertThat(modules.stale()).isEmpty();
    }

    private void source(String file) throws IOException {
        write(file);
        Files.setLastModifiedTime(root.resolve(file), FileTime.from(LAST_YEAR));
        Files.setLastModifiedTime(root.resolve(file).getParent(), FileTime.from(LAST_YEAR));
    }

    private void change(String file) throws IOException {
        Files.setLastModifiedTime(
                root.resolve(file), FileTime.from(Instant.now().plus(Duration.ofHours(1))));
    }

    private void write(String file) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), file);
    }
}
