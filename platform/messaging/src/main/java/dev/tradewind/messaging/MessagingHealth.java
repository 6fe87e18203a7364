package dev.tradewind.messaging;

import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/// Whether messages come and go: listeners poll, and the relay leads or follows. Not part of readiness: orders are
/// taken also while Kafka is away.
class MessagingHealth extends AbstractHealthIndicator {

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);
    private static final Duration OLDEST_UNSENT = Duration.ofSeconds(60);

    private final Listeners listeners;
    private final Relay relay;
    private final MessagingGauges gauges;

    MessagingHealth(Listeners listeners, Relay relay, MessagingGauges gauges) {
        super("Messaging cannot be judged");
        this.listeners = listeners;
        this.relay = relay;
        this.gauges = gauges;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up();
        for (var listener : listeners.all()) {
            var trouble = listener.trouble();
            builder.withDetail("listener " + listener.group(), trouble == null ? "polls" : trouble);
            if (trouble != null || listener.sinceLastPoll().compareTo(LONGEST_SILENCE) > 0) {
                builder.down();
            }
        }
        var age = gauges.oldestUnsentSeconds();
        builder.withDetail("relay", relay.isLeading() ? "leads" : "follows");
        builder.withDetail("oldestUnsentSeconds", age);
        if (!(age <= OLDEST_UNSENT.toSeconds())) {
            builder.down();
        }
    }
}
