package dev.tradewind.messaging;

import dev.tradewind.contracts.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/// Brings a poll to its handler: inbox, effect, messages caused and messages parked commit together.
///
/// What fails is cut in two until the message that fails by itself is found; only that one is tried again a few
/// times and then parked. An outage is nobody's fault: it is thrown on, and the whole poll comes again.
class Delivery<M extends Message> {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    /// Waits between two tries of one message, without losing its place in the consumer group.
    interface Pause {
        /// @return false when the service stops
        boolean of(Duration pause);
    }

    private final Subscription<M> subscription;
    private final Inbox inbox;
    private final Parking parking;
    private final TransactionOperations transaction;
    private final MessagingProperties.Listener settings;
    private final ListenerMeters meters;

    Delivery(
            Subscription<M> subscription,
            Inbox inbox,
            Parking parking,
            TransactionOperations transaction,
            MessagingProperties.Listener settings,
            ListenerMeters meters) {
        this.subscription = subscription;
        this.inbox = inbox;
        this.parking = parking;
        this.transaction = transaction;
        this.settings = settings;
        this.meters = meters;
    }

    /// Thrown when the service stops between two tries: nothing was decided about the message.
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// Handles or parks all, or throws because of an outage; what was already committed is known to the inbox.
    void deliver(List<Arrival<M>> arrivals, Pause pause) {
        if (arrivals.isEmpty()) {
            return;
        }
        try {
            attempt(arrivals);
        } catch (RuntimeException | Error failure) {
            if (Outages.isOutage(failure)) {
                throw failure;
            }
            if (arrivals.size() == 1) {
                tryAgain(arrivals.getFirst(), failure, pause);
            } else {
                var half = arrivals.size() / 2;
                deliver(arrivals.subList(0, half), pause);
                deliver(arrivals.subList(half, arrivals.size()), pause);
            }
        }
    }

    private void tryAgain(Arrival<M> arrival, Throwable first, Pause pause) {
        var failure = first;
        var wait = settings.firstRetry();
        for (int tries = 1; tries < settings.tries(); tries++) {
            if (!pause.of(wait)) {
                throw new Stopped();
            }
            wait = wait.multipliedBy(2);
            try {
                attempt(List.of(arrival));
                return;
            } catch (RuntimeException | Error again) {
                if (Outages.isOutage(again)) {
                    throw again;
                }
                failure = again;
            }
        }
        park(arrival, failure);
    }

    private void park(Arrival<M> arrival, Throwable failure) {
        log.atError()
                .setCause(failure)
                .addKeyValue("group", subscription.group())
                .addKeyValue("messageId", arrival.id())
                .addKeyValue("topic", arrival.origin().topic())
                .addKeyValue("offset", arrival.origin().offset())
                .log("Parked a message that cannot be handled");
        var parked = new Parking.Parked(arrival, failure.toString(), settings.tries());
        transaction.executeWithoutResult(_ -> {
            if (admit(List.of(arrival)).fresh().contains(arrival.id())) {
                parking.park(subscription.group(), List.of(parked));
            }
        });
        meters.parked(1);
    }

    /// One transaction.
    private void attempt(List<Arrival<M>> arrivals) {
        var parkedNow = transaction.execute(_ -> {
            var admission = admit(arrivals);
            var fresh = new HashSet<>(admission.fresh());
            var parkedKeys = new HashSet<>(admission.parkedKeys());
            var handled = new ArrayList<Received<M>>(arrivals.size());
            var parked = new ArrayList<Parking.Parked>();
            for (var arrival : arrivals) {
                if (!fresh.remove(arrival.id())) {
                    continue;
                }
                if (parkedKeys.contains(arrival.key())) {
                    parked.add(new Parking.Parked(arrival, "An earlier message of this key is parked", 0));
                } else if (arrival.message() == null) {
                    parkedKeys.add(arrival.key());
                    parked.add(new Parking.Parked(arrival, "Unreadable: " + arrival.defect(), 0));
                } else {
                    handled.add(arrival.message());
                }
            }
            if (!handled.isEmpty()) {
                subscription.handler().handle(handled);
            }
            parking.park(subscription.group(), parked);
            meters.handled(handled.size(), arrivals.size() - handled.size() - parked.size());
            return parked.size();
        });
        if (parkedNow > 0) {
            meters.parked(parkedNow);
            log.atWarn()
                    .addKeyValue("group", subscription.group())
                    .addKeyValue("messages", parkedNow)
                    .log("Parked unreadable messages, or such that come after a parked one");
        }
    }

    private Inbox.Admission admit(List<Arrival<M>> arrivals) {
        return subscription.once()
                ? inbox.admit(subscription.group(), arrivals)
                : inbox.admitAll(subscription.group(), arrivals);
    }
}
