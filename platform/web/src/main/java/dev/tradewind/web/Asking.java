package dev.tradewind.web;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A request under an `Idempotency-Key` on its way through [Idempotency#together]: whoever works answers or refuses
/// it, whoever asked waits for that in [Idempotency#answered].
///
/// @param <Q> what is asked for
public final class Asking<Q> {

    private sealed interface Reaction {}

    private record Answers(Answered answered) implements Reaction {}

    private record Refuses(RuntimeException why) implements Reaction {}

    private final IdempotencyKey key;
    private final byte[] fingerprint;
    private final Q request;
    private final JsonMapper json;
    private final CompletableFuture<Answered> outcome = new CompletableFuture<>();
    private @Nullable Reaction reaction;

    Asking(IdempotencyKey key, byte[] fingerprint, Q request, JsonMapper json) {
        this.key = key;
        this.fingerprint = fingerprint;
        this.request = request;
        this.json = json;
    }

    public Q request() {
        return request;
    }

    /// Whether both are about one key, so that only one can be worked on at a time.
    public boolean sameKey(Asking<?> other) {
        return key.equals(other.key);
    }

    /// Counts when the transaction commits.
    public void answer(Answer answer) {
        answer(new Answered(answer.status(), answer.headers(), json.writeValueAsBytes(answer.body()), false));
    }

    /// Nothing may have been written for it.
    public void refuse(RuntimeException why) {
        reaction = new Refuses(why);
    }

    void answer(Answered answered) {
        reaction = new Answers(answered);
    }

    /// What would be kept under the key.
    @Nullable
    Answered answer() {
        return reaction instanceof Answers(var answered) ? answered : null;
    }

    boolean isFailure() {
        var answered = answer();
        return answered != null && answered.status() >= 400;
    }

    void tell() {
        switch (reaction) {
            case Answers(var answered) -> outcome.complete(answered);
            case Refuses(var why) -> outcome.completeExceptionally(why);
            case null -> outcome.completeExceptionally(new IllegalStateException("Neither answered nor refused"));
        }
    }

    Answered await(Duration longest) {
        try {
            return outcome.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException refused) {
            throw refused.getCause() instanceof RuntimeException why ? why : new IllegalStateException(refused);
        } catch (TimeoutException _) {
            throw new AnswerLate();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new AnswerLate();
        }
    }

    IdempotencyKey key() {
        return key;
    }

    byte[] fingerprint() {
        return fingerprint;
    }

    /// The request may still be carried out; asking again under the same key tells.
    static final class AnswerLate extends Refusal {

        private static final long serialVersionUID = 1L;

        AnswerLate() {
            super(
                    Kind.UNAVAILABLE,
                    "answer-late",
                    "The answer takes too long. Ask again with the same Idempotency-Key.");
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofSeconds(1);
        }
    }
}
