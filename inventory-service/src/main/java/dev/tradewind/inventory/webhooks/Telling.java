package dev.tradewind.inventory.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tradewind.inventory.signing.SignedMessage;
import dev.tradewind.inventory.webhooks.Webhooks.Due;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Sends what is due, outside any transaction. Whoever answers 2xx has heard it; everybody else is asked again later,
/// and finally given up. Redirects are not followed: they could lead anywhere.
@Component
class Telling {

    private static final Logger log = LoggerFactory.getLogger(Telling.class);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int LIMIT = 50;

    private final Webhooks webhooks;
    private final Destination destination;
    private final WebhookSettings settings;
    private final Clock clock;
    private final AtomicBoolean telling = new AtomicBoolean();
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Telling(Webhooks webhooks, Destination destination, WebhookSettings settings, Clock clock) {
        this.webhooks = webhooks;
        this.destination = destination;
        this.settings = settings;
        this.clock = clock;
    }

    private record Outcome(
            @Nullable Integer answer, @Nullable String problem) {

        boolean isHeard() {
            return answer != null && answer / 100 == 2;
        }
    }

    /// Beside the schedule, which others need: a partner may keep us waiting.
    @Scheduled(fixedDelayString = "${tradewind.webhooks.pace:1s}")
    void keepTelling() {
        if (telling.compareAndSet(false, true)) {
            Thread.ofVirtual().name("webhooks").start(() -> {
                try {
                    tell();
                } finally {
                    telling.set(false);
                }
            });
        }
    }

    private void tell() {
        var due = webhooks.claim(clock.instant(), LEASE, LIMIT);
        if (due.isEmpty()) {
            return;
        }
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(it -> all.execute(() -> tell(it)));
        }
    }

    private void tell(Due due) {
        var outcome = send(due);
        var now = clock.instant();
        var pauses = settings.pauses();
        if (outcome.isHeard()) {
            webhooks.tried(due, "DELIVERED", null, outcome.answer(), null, now);
        } else if (due.attempts() <= pauses.size()) {
            var next = now.plus(pauses.get(due.attempts() - 1));
            webhooks.tried(due, "PENDING", next, outcome.answer(), outcome.problem(), now);
        } else {
            log.atWarn().addKeyValue("delivery", due.id()).log("A partner was not reached and is not tried again");
            webhooks.tried(due, "FAILED", null, outcome.answer(), outcome.problem(), now);
        }
    }

    private Outcome send(Due due) {
        var objection = destination.objection(due.url());
        if (objection.isPresent()) {
            return new Outcome(null, "The URL " + objection.get());
        }
        var body = due.body().getBytes(UTF_8);
        var time = Long.toString(clock.instant().getEpochSecond());
        var request = HttpRequest.newBuilder(due.url())
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .header("webhook-id", due.messageId().toString())
                .header("webhook-timestamp", time)
                .header(
                        "webhook-signature",
                        SignedMessage.sign(due.secret(), due.messageId().toString(), time, body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            return new Outcome(http.send(request, BodyHandlers.discarding()).statusCode(), null);
        } catch (IOException away) {
            return new Outcome(null, away.getClass().getSimpleName());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Outcome(null, "interrupted");
        }
    }

    @Scheduled(fixedDelayString = "${tradewind.webhooks.clean-up:1h}", initialDelayString = "1m")
    void forget() {
        int forgotten;
        do {
            forgotten = webhooks.forget(clock.instant().minus(KEPT), LIMIT);
        } while (forgotten == LIMIT);
    }
}
