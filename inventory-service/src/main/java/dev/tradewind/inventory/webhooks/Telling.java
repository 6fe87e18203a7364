package dev.tradewind.inventory.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.stream.Collectors.groupingBy;

import dev.tradewind.inventory.signing.SignedMessage;
import dev.tradewind.inventory.webhooks.Webhooks.Due;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Sends what is due, outside any transaction. Whoever answers 2xx has heard it; everybody else is asked again later,
/// and finally given up. Redirects are not followed: they could lead anywhere. What a partner says beside its status is
/// not read, and each partner gets only a few messages at a time: one that is slow keeps nobody waiting but itself.
@Component
class Telling {

    private static final Logger log = LoggerFactory.getLogger(Telling.class);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    /// Beside the time that the call itself may take.
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int FORGOTTEN_AT_ONCE = 50;
    private static final int OF_EACH_PARTNER = 4;
    /// So many that dozens of silent partners leave room for the others.
    private static final int AT_ONCE = 400;

    private final Webhooks webhooks;
    private final Destination destination;
    private final WebhookSettings settings;
    private final Clock clock;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger underway = new AtomicInteger();
    /// Partners whose last messages are still on their way.
    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();

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

    /// Beside the schedule, which others need: the database may keep us waiting. Asked meanwhile, it looks once more.
    @Scheduled(fixedDelayString = "${tradewind.webhooks.pace:1s}")
    void keepTelling() {
        if (asked.getAndIncrement() == 0) {
            Thread.ofVirtual().name("webhooks").start(this::tellWhileAsked);
        }
    }

    private void tellWhileAsked() {
        int seen;
        do {
            seen = asked.get();
            try {
                tell();
            } catch (RuntimeException failed) {
                // Whatever it was: what is due stays due, and is looked for again.
                log.atWarn().setCause(failed).log("Partners could not be told");
            }
        } while (!asked.compareAndSet(seen, 0));
    }

    private void tell() {
        var free = AT_ONCE - underway.get();
        if (free <= 0) {
            return;
        }
        var due =
                webhooks.claim(clock.instant(), settings.answer().plus(LEASE), Set.copyOf(busy), OF_EACH_PARTNER, free);
        due.stream().collect(groupingBy(Due::webhookId)).forEach(this::tell);
    }

    /// When all of it was tried there may be more.
    private void tell(UUID partner, List<Due> due) {
        busy.add(partner);
        underway.addAndGet(due.size());
        Thread.ofVirtual().name("webhook-" + partner).start(() -> {
            try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
                due.forEach(it -> all.execute(() -> tell(it)));
            } finally {
                underway.addAndGet(-due.size());
                busy.remove(partner);
                keepTelling();
            }
        });
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
                .header("Content-Type", "application/json")
                .header("webhook-id", due.messageId().toString())
                .header("webhook-timestamp", time)
                .header(
                        "webhook-signature",
                        SignedMessage.sign(due.secret(), due.messageId().toString(), time, body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        var answer = http.sendAsync(request, BodyHandlers.ofInputStream());
        try (var _ = answer.get(settings.answer().toMillis(), MILLISECONDS).body()) {
            return new Outcome(answer.join().statusCode(), null);
        } catch (TimeoutException _) {
            answer.cancel(true);
            return new Outcome(null, "no answer in time");
        } catch (ExecutionException away) {
            return new Outcome(null, problem(away.getCause()));
        } catch (IOException away) {
            return new Outcome(null, problem(away));
        } catch (InterruptedException _) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Outcome(null, "interrupted");
        }
    }

    private static String problem(@Nullable Throwable of) {
        return of == null ? "failed" : of.getClass().getSimpleName();
    }

    @Scheduled(fixedDelayString = "${tradewind.webhooks.clean-up:1h}", initialDelayString = "1m")
    void forget() {
        int forgotten;
        do {
            forgotten = webhooks.forget(clock.instant().minus(KEPT), FORGOTTEN_AT_ONCE);
        } while (forgotten == FORGOTTEN_AT_ONCE);
    }
}
