package dev.tradewind.web;

import static java.util.Objects.requireNonNull;

import dev.tradewind.web.IdempotencyRefusal.KeyReused;
import dev.tradewind.web.IdempotencyRefusal.StillRunning;
import java.security.MessageDigest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Carries out what a client asks under one `Idempotency-Key` once, however often it asks.
///
/// A service opts in with `tradewind.web.idempotency: true`; the table `idempotency_key` is then kept in its own
/// database. The key and the work commit together or not at all, so there is no moment at which the work is done
/// and the key forgotten.
public final class Idempotency {

    private final IdempotencyKeys keys;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    Idempotency(IdempotencyKeys keys, TransactionTemplate transaction, JsonMapper json) {
        this.keys = keys;
        this.transaction = transaction;
        this.json = json;
    }

    /// Answers with what `work` answered the first time this caller used `key` on `route`.
    ///
    /// `work` runs inside the transaction that stores its answer: it must not begin one of its own and must not
    /// wait for anything but the database. When it refuses (throws, or answers 400 and above) everything it wrote
    /// is rolled back and the key stays free.
    ///
    /// @param key the header as it came; null and malformed ones are refused with 400
    /// @param route names the operation, for example `POST /api/orders`
    /// @param request what was asked for, as parsed; a key that comes back with another request is refused with 422
    public Answered once(Caller caller, @Nullable String key, String route, Object request, Supplier<Answer> work) {
        var id = IdempotencyKey.of(caller.accountId(), route, key);
        var fingerprint = IdempotencyKey.fingerprint(json.writeValueAsBytes(request));
        try {
            var answered = transaction.execute(status -> {
                var first = first(id, fingerprint, work);
                if (first.status() >= 400) {
                    status.setRollbackOnly();
                }
                return first;
            });
            return requireNonNull(answered);
        } catch (Overtaken _) {
            return keys.find(id).map(it -> replay(it, fingerprint)).orElseThrow(StillRunning::new);
        } catch (StillRunning | KeyReused refusal) {
            throw refusal;
        } catch (Refusal refusal) {
            // The first may have committed between our snapshot and our lock: then its answer counts, not this one.
            return keys.find(id).map(it -> replay(it, fingerprint)).orElseThrow(() -> refusal);
        }
    }

    private Answered first(IdempotencyKey id, byte[] fingerprint, Supplier<Answer> work) {
        var seen = keys.lock(id);
        if (seen.stored().isPresent()) {
            return replay(seen.stored().get(), fingerprint);
        }
        if (!seen.locked()) {
            throw new StillRunning();
        }
        var answer = work.get();
        var answered = new Answered(answer.status(), answer.headers(), json.writeValueAsBytes(answer.body()), false);
        if (answer.status() < 400 && !keys.store(id, fingerprint, answered)) {
            throw new Overtaken();
        }
        return answered;
    }

    private static Answered replay(IdempotencyKeys.Stored stored, byte[] fingerprint) {
        if (!MessageDigest.isEqual(stored.fingerprint(), fingerprint)) {
            throw new KeyReused();
        }
        return stored.answered();
    }

    /// Somebody stored an answer while we were working; ours is rolled back and theirs is given.
    private static final class Overtaken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Overtaken() {
            super("overtaken", null, false, false);
        }
    }
}
