package dev.tradewind.web;

import static java.util.Objects.requireNonNull;

import dev.tradewind.web.IdempotencyRefusal.KeyReused;
import dev.tradewind.web.IdempotencyRefusal.StillRunning;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
    private final Outages outages;
    private final JsonMapper json;

    Idempotency(IdempotencyKeys keys, TransactionTemplate transaction, Outages outages, JsonMapper json) {
        this.keys = keys;
        this.transaction = transaction;
        this.outages = outages;
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
        var asking = asking(caller, key, route, request, work);
        together(
                List.of(asking),
                first -> first.forEach(it -> it.answer(it.request().get())));
        return answered(asking, Duration.ZERO);
    }

    /// A request for [#together].
    ///
    /// @param key as for [#once], and `route` and `request` too
    /// @param job what the work needs to know of it
    public <Q> Asking<Q> asking(Caller caller, @Nullable String key, String route, Object request, Q job) {
        return new Asking<>(
                IdempotencyKey.of(caller.accountId(), route, key),
                IdempotencyKey.fingerprint(json.writeValueAsBytes(request)),
                job,
                json);
    }

    /// Carries out many requests in one transaction, each as [#once] would. `work` gets those that are the first
    /// under their keys, and answers or refuses each. When something fails it is done again for each request alone,
    /// so that none suffers from another; while the database is away all are refused.
    public <Q> void together(List<Asking<Q>> askings, Consumer<List<Asking<Q>>> work) {
        try {
            transaction.executeWithoutResult(status -> {
                carryOut(askings, work);
                if (askings.stream().anyMatch(Asking::isFailure)) {
                    alone(askings);
                    status.setRollbackOnly();
                }
            });
        } catch (RuntimeException failed) {
            if (askings.size() > 1 && !outages.isOutage(failed)) {
                askings.forEach(it -> together(List.of(it), work));
                return;
            }
            askings.forEach(it -> it.refuse(failed));
        }
        askings.forEach(Asking::tell);
    }

    /// Waits for what became of a request in [#together].
    ///
    /// @throws RuntimeException what it was refused with
    public Answered answered(Asking<?> asking, Duration longest) {
        try {
            return asking.await(longest);
        } catch (StillRunning | KeyReused refusal) {
            throw refusal;
        } catch (Overtaken _) {
            return found(asking, new StillRunning());
        } catch (Refusal refusal) {
            // The first may have committed between our snapshot and our lock: then its answer counts, not this one.
            return found(asking, refusal);
        }
    }

    private Answered found(Asking<?> asking, Refusal otherwise) {
        return keys.find(asking.key())
                .map(it -> replay(it, asking.fingerprint()))
                .orElseThrow(() -> otherwise);
    }

    private <Q> void carryOut(List<Asking<Q>> askings, Consumer<List<Asking<Q>>> work) {
        var seen = keys.lock(askings.stream().map(Asking::key).toList());
        if (seen.size() < askings.size()) {
            alone(askings);
        }
        var first = new ArrayList<Asking<Q>>();
        for (var asking : askings) {
            var key = requireNonNull(seen.get(asking.key()));
            if (key.stored().isPresent()) {
                replay(asking, key.stored().get());
            } else if (key.locked()) {
                first.add(asking);
            } else {
                asking.refuse(new StillRunning());
            }
        }
        if (first.isEmpty()) {
            return;
        }
        work.accept(first);
        var kept = first.stream()
                .filter(it -> it.answer() != null && !it.isFailure())
                .toList();
        if (keys.store(kept) < kept.size()) {
            throw new Overtaken();
        }
    }

    private static void replay(Asking<?> asking, IdempotencyKeys.Stored stored) {
        try {
            asking.answer(replay(stored, asking.fingerprint()));
        } catch (KeyReused other) {
            asking.refuse(other);
        }
    }

    private static Answered replay(IdempotencyKeys.Stored stored, byte[] fingerprint) {
        if (!MessageDigest.isEqual(stored.fingerprint(), fingerprint)) {
            throw new KeyReused();
        }
        return stored.answered();
    }

    private static void alone(List<?> askings) {
        if (askings.size() > 1) {
            throw new NotTogether();
        }
    }

    /// Somebody stored an answer while we were working; ours is rolled back and theirs is given.
    private static final class Overtaken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Overtaken() {
            super("overtaken", null, false, false);
        }
    }

    /// Two ask under one key, or what one did has to be rolled back.
    private static final class NotTogether extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotTogether() {
            super("not together", null, false, false);
        }
    }
}
