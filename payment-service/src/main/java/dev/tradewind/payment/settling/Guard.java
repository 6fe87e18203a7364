package dev.tradewind.payment.settling;

import dev.tradewind.payment.domain.Outcome;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one provider's troubles to itself: a bulkhead bounds the calls, a time limit each of them, and a circuit
/// that is open leaves payments where they are, due as soon as it closes. None of that refuses a charge.
final class Guard {

    /// How many calls try a provider again that was left alone.
    static final int TRIALS = 4;

    private static final Logger log = LoggerFactory.getLogger(Guard.class);

    private final CircuitBreaker circuit;
    private final Bulkhead bulkhead;
    private final TimeLimiter limiter;

    Guard(CircuitBreaker circuit, Bulkhead bulkhead, TimeLimiter limiter) {
        this.circuit = circuit;
        this.bulkhead = bulkhead;
        this.limiter = limiter;
    }

    /// How many of so many calls may begin now. Each has a place that must be left again.
    int enter(int wanted) {
        var most = switch (circuit.getState()) {
            case OPEN, FORCED_OPEN -> 0;
            case HALF_OPEN -> Math.min(wanted, TRIALS);
            case CLOSED, DISABLED, METRICS_ONLY -> wanted;
        };
        var entered = 0;
        while (entered < most && bulkhead.tryAcquirePermission()) {
            entered++;
        }
        return entered;
    }

    void leave(int places) {
        for (int i = 0; i < places; i++) {
            bulkhead.releasePermission();
        }
    }

    /// Asks unless the circuit has opened meanwhile.
    Outcome ask(Callable<Outcome> call) throws Exception {
        if (!circuit.tryAcquirePermission()) {
            return new Outcome.NotNow("circuit open");
        }
        var begin = circuit.getCurrentTimestamp();
        try {
            var outcome = call.call();
            if (outcome instanceof Outcome.NotNow) {
                circuit.releasePermission();
            } else {
                circuit.onResult(circuit.getCurrentTimestamp() - begin, circuit.getTimestampUnit(), outcome);
            }
            return outcome;
        } catch (Exception failed) {
            circuit.onError(circuit.getCurrentTimestamp() - begin, circuit.getTimestampUnit(), failed);
            throw failed;
        }
    }

    /// The answer, if it comes in time. A call that is given up is interrupted and keeps its place until it ends.
    Outcome watch(FutureTask<Outcome> call, UUID paymentId) {
        try {
            return limiter.executeFutureSupplier(() -> call);
        } catch (TimeoutException _) {
            return new Outcome.Unknown("no answer in time");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown("interrupted");
        } catch (Exception failed) {
            log.atWarn().addKeyValue("paymentId", paymentId).setCause(failed).log("A provider's call failed");
            return new Outcome.Unknown("failed call");
        }
    }
}
