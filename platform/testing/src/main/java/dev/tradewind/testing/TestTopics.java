package dev.tradewind.testing;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/// A prefix that keeps the topics of one test context apart from those of all others.
public record TestTopics(String bootstrapServers, String prefix) {

    /// Enough for order to matter; every context makes and drops all topics of the house.
    static final int PARTITIONS = 3;

    private static final int PATIENCE_SECONDS = 20;

    public static TestTopics create() {
        return new TestTopics(
                Servers.kafka(), "test-" + UUID.randomUUID().toString().substring(0, 8) + ".");
    }

    /// Thousands of forgotten partitions would slow the broker down for the tests that follow.
    public void drop() {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            var names = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS).stream()
                    .filter(it -> it.startsWith(prefix))
                    .toList();
            admin.deleteTopics(names).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
