package dev.tradewind.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Makes sure that every topic of the contracts exists, with its `.dlt`. Every service does; who comes first does
/// not matter, and a broker that is away is waited for in the background.
class Topics implements SmartLifecycle {

    static final String DEAD = ".dlt";

    private static final Logger log = LoggerFactory.getLogger(Topics.class);
    /// Longer than a token lives: whoever starts must hear of each session that ended, not of an account's last one.
    private static final Duration UNCOMPACTED = Duration.ofHours(1);

    private static final Duration DEAD_KEPT = Duration.ofDays(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int REQUEST_MILLIS = 10_000;

    private final Map<String, Object> adminSettings;
    private final Collection<MessageFormat.Conversation> conversations;
    private final MessagingProperties settings;
    private final CountDownLatch there = new CountDownLatch(1);
    private @Nullable Thread thread;

    Topics(
            Map<String, Object> adminSettings,
            Collection<MessageFormat.Conversation> conversations,
            MessagingProperties settings) {
        this.adminSettings = new HashMap<>(adminSettings);
        this.adminSettings.put(AdminClientConfig.CLIENT_ID_CONFIG, "topics");
        this.conversations = conversations;
        this.settings = settings;
    }

    /// @return whether the topics are known to exist before the time is over
    boolean await(Duration longest) throws InterruptedException {
        return there.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("topics").start(this::untilThere);
    }

    private void untilThere() {
        try {
            while (there.getCount() > 0) {
                try (var admin = Admin.create(adminSettings)) {
                    create(admin);
                    there.countDown();
                } catch (ExecutionException | RuntimeException away) {
                    log.atWarn()
                            .addKeyValue("cause", String.valueOf(away.getMessage()))
                            .log("Waits for Kafka");
                    log.atDebug().setCause(away).log("Waits for Kafka");
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void create(Admin admin) throws ExecutionException, InterruptedException {
        var existing = admin.listTopics().names().get();
        var missing = new ArrayList<NewTopic>();
        for (var conversation : conversations) {
            var topic = settings.topicPrefix() + conversation.topic();
            missing.add(newTopic(topic)
                    .configs(
                            conversation.compacted()
                                    ? Map.of(
                                            TopicConfig.CLEANUP_POLICY_CONFIG,
                                            TopicConfig.CLEANUP_POLICY_COMPACT,
                                            TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                                            Long.toString(UNCOMPACTED.toMillis()))
                                    : Map.of(
                                            TopicConfig.RETENTION_MS_CONFIG,
                                            Long.toString(conversation.kept().toMillis()))));
            missing.add(newTopic(topic + DEAD)
                    .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(DEAD_KEPT.toMillis()))));
        }
        missing.removeIf(it -> existing.contains(it.name()));
        if (missing.isEmpty()) {
            return;
        }
        var created = admin.createTopics(missing, new CreateTopicsOptions().timeoutMs(REQUEST_MILLIS));
        for (var each : created.values().values()) {
            try {
                each.get();
            } catch (ExecutionException refused) {
                if (!(refused.getCause() instanceof TopicExistsException)) {
                    throw refused;
                }
            }
        }
        log.atInfo().addKeyValue("topics", missing.size()).log("Made topics");
    }

    private NewTopic newTopic(String name) {
        return new NewTopic(name, Optional.of(settings.partitions()), Optional.empty());
    }

    @Override
    public void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
