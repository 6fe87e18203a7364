package dev.tradewind.notification.realtime;

import dev.tradewind.notification.updates.Entry;
import dev.tradewind.notification.updates.NewEntries;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/// Tells the other instances what this one has committed, by Redis, and hears it from them.
///
/// Nothing depends on it but speed: what is not said or not heard is found in the database. Each instance says
/// something every second and listens for it, so that it knows of a line that is silently broken as well; then it
/// hangs up and calls again.
@Component
class Line implements NewEntries, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Line.class);
    private static final String BEAT = "[]";
    private static final Duration BETWEEN_BEATS = Duration.ofSeconds(1);
    private static final Duration DEAF_AFTER = Duration.ofMillis(2_500);
    private static final Duration HANG_UP_AFTER = Duration.ofSeconds(5);
    private static final int ROOM = 10_000;
    private static final int AT_ONCE = 200;

    private final LettuceConnectionFactory redis;
    private final Hub hub;
    private final Wire wire;
    private final String channel;
    private final BlockingQueue<Entry> unsaid = new ArrayBlockingQueue<>(ROOM);
    private volatile long heardAt;
    private volatile boolean everHeard;
    private volatile @Nullable Thread thread;

    Line(LettuceConnectionFactory redis, Hub hub, Wire wire, RealtimeProperties settings) {
        this.redis = redis;
        this.hub = hub;
        this.wire = wire;
        this.channel = settings.channel();
    }

    /// Whether what others commit is heard of at once.
    boolean isHeard() {
        return everHeard && System.nanoTime() - heardAt < DEAF_AFTER.toNanos();
    }

    /// What there is no room for the others find in the database.
    @Override
    public void committed(List<Entry> entries) {
        for (var entry : entries) {
            if (!unsaid.offer(entry)) {
                return;
            }
        }
    }

    private void run() {
        var quiet = false;
        try {
            while (isRunning()) {
                try {
                    speak();
                } catch (RedisException | IllegalStateException away) {
                    if (!quiet) {
                        log.atWarn()
                                .addKeyValue("cause", String.valueOf(away.getMessage()))
                                .log("Redis is away: what others commit is read from the database");
                    }
                    quiet = true;
                } catch (RuntimeException odd) {
                    // Whatever it is: without this thread the others would not be told any more.
                    log.atWarn().setCause(odd).log("Cannot speak to other instances now");
                }
                unsaid.clear();
                quiet = quiet && !isHeard();
                Thread.sleep(BETWEEN_BEATS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Until the line breaks.
    private void speak() throws InterruptedException {
        var client = (RedisClient) redis.getRequiredNativeClient();
        try (var ear = client.connectPubSub();
                var mouth = client.connect()) {
            listen(ear);
            log.info("Tells other instances what is new, and hears it from them");
            var beatAt = System.nanoTime();
            var since = beatAt;
            mouth.sync().publish(channel, BEAT);
            while (isRunning()) {
                var first = unsaid.poll(untilNextBeat(beatAt), TimeUnit.NANOSECONDS);
                if (first != null) {
                    say(mouth, first);
                }
                if (untilNextBeat(beatAt) <= 0) {
                    mouth.sync().publish(channel, BEAT);
                    beatAt = System.nanoTime();
                }
                var silentSince = everHeard ? Math.max(heardAt, since) : since;
                if (System.nanoTime() - silentSince > HANG_UP_AFTER.toNanos()) {
                    throw new IllegalStateException("Nothing is heard");
                }
            }
        }
    }

    private void listen(StatefulRedisPubSubConnection<String, String> ear) {
        ear.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String from, String message) {
                heardAt = System.nanoTime();
                everHeard = true;
                if (!message.equals(BEAT)) {
                    hub.hear(wire.read(message));
                }
            }
        });
        ear.sync().subscribe(channel);
    }

    private void say(StatefulRedisConnection<String, String> mouth, Entry first) {
        var entries = new ArrayList<Entry>();
        entries.add(first);
        unsaid.drainTo(entries, AT_ONCE - 1);
        mouth.sync().publish(channel, wire.write(entries));
    }

    private static long untilNextBeat(long beatAt) {
        return beatAt + BETWEEN_BEATS.toNanos() - System.nanoTime();
    }

    @Override
    public void start() {
        var starting = Thread.ofVirtual().name("realtime-line").unstarted(this::run);
        thread = starting;
        starting.start();
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
