package dev.tradewind.messaging;

import dev.tradewind.contracts.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One subscription's thread: poll, deliver in one transaction, then commit the offsets.
///
/// Offsets are committed now and then and without waiting, because a repetition does no harm; they are committed for
/// certain when a partition is given away and at the end.
final class Listener<M extends Message> implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Listener.class);
    private static final Duration POLL = Duration.ofMillis(500);

    /// Longer than Kafka takes to answer when it has something.
    private static final Duration OTHERS = Duration.ofMillis(10);

    private static final Duration RESTART = Duration.ofSeconds(1);

    private final Subscription<M> subscription;
    private final Collection<String> topics;
    private final Reader<M> reader;
    private final Delivery<M> delivery;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Topics existence;
    private final Duration longestPause;
    private final ListenerMeters meters;

    private volatile boolean running;
    private volatile long polledAt = System.nanoTime();
    private volatile long lag;
    private volatile @Nullable String trouble = "not started";

    Listener(
            Subscription<M> subscription,
            Collection<String> topics,
            Reader<M> reader,
            Delivery<M> delivery,
            Supplier<Consumer<String, byte[]>> consumers,
            Topics existence,
            Duration longestPause,
            ListenerMeters meters) {
        this.subscription = subscription;
        this.topics = List.copyOf(topics);
        this.reader = reader;
        this.delivery = delivery;
        this.consumers = consumers;
        this.existence = existence;
        this.longestPause = longestPause;
        this.meters = meters;
    }

    String group() {
        return subscription.group();
    }

    Collection<String> topics() {
        return topics;
    }

    /// What keeps it from handling messages; null when nothing does.
    @Nullable
    String trouble() {
        return trouble;
    }

    Duration sinceLastPoll() {
        return Duration.ofNanos(System.nanoTime() - polledAt);
    }

    /// How many messages Kafka had when it was last asked that are not handled yet.
    long lag() {
        return lag;
    }

    /// Before its thread does, so that it also goes on after it was stopped.
    void start() {
        running = true;
    }

    /// Ends after the poll in its hands, or at once when it is waiting for something that is away.
    void stop() {
        running = false;
    }

    @Override
    public void run() {
        while (running) {
            try {
                if (!existence.await(POLL)) {
                    trouble = "waits for its topics";
                    continue;
                }
                listen();
            } catch (Delivery.Stopped stopping) {
                log.atDebug().addKeyValue("group", group()).log("Stops");
            } catch (InterruptedException | InterruptException interrupted) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error unexpected) {
                trouble = unexpected.toString();
                log.atError().setCause(unexpected).addKeyValue("group", group()).log("The listener starts again");
                pauseBeforeRestart();
            }
        }
    }

    private void pauseBeforeRestart() {
        try {
            if (running) {
                Thread.sleep(RESTART);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    private void listen() throws InterruptedException {
        try (var opened = consumers.get()) {
            var place = new Place(opened, this::isStopping);
            opened.subscribe(topics, place);
            var rest = Duration.ZERO;
            while (running) {
                var found = take(place, rest.isPositive());
                polledAt = System.nanoTime();
                trouble = null;
                var behind = place.behind();
                lag = found + behind;
                if (found > 0) {
                    handle(place);
                    lag = behind;
                }
                place.commit();
                rest = Gathering.after(found, sinceLastPoll(), subscription.patient());
                Thread.sleep(rest);
            }
            place.commitForCertain();
        }
    }

    /// What came during a rest comes in two parts: Kafka was asked before the rest, and has answered with the first of
    /// it. Without asking once more the others would stay there for another rest.
    private static int take(Place place, boolean rested) {
        var first = rested ? place.take(Duration.ZERO) : 0;
        if (first == 0) {
            return place.take(POLL);
        }
        return Gathering.isPlenty(first) ? first : first + place.take(OTHERS);
    }

    /// Comes back only when all records of the poll are handled, parked, or somebody else's.
    private void handle(Place place) {
        var pause = Duration.ofMillis(100);
        while (true) {
            try {
                delivery.deliver(arrivals(place), place::keepAlive);
                place.done();
                trouble = null;
                return;
            } catch (Delivery.Stopped stopping) {
                throw stopping;
            } catch (RuntimeException outage) {
                if (!Outages.isOutage(outage)) {
                    throw outage;
                }
                meters.retried();
                trouble = outage.toString();
                log.atWarn()
                        .addKeyValue("group", group())
                        .addKeyValue("cause", outage.toString())
                        .log("Something is away, so the poll is tried again");
                if (!place.keepAlive(pause)) {
                    throw new Delivery.Stopped();
                }
                pause = pause.multipliedBy(2).compareTo(longestPause) > 0 ? longestPause : pause.multipliedBy(2);
            }
        }
    }

    private List<Arrival<M>> arrivals(Place place) {
        var arrivals = new ArrayList<Arrival<M>>();
        var records = place.pending();
        records.forEach(it -> reader.read(it).ifPresent(arrivals::add));
        meters.skipped(records.size() - arrivals.size());
        return arrivals;
    }

    boolean isStopping() {
        return !running;
    }
}
