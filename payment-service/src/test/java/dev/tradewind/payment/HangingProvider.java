package dev.tradewind.payment;

import dev.tradewind.contracts.Money;
import dev.tradewind.payment.domain.Card;
import dev.tradewind.payment.domain.Outcome;
import dev.tradewind.payment.domain.PaymentProvider;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Takes the money and hangs before it answers, until it is told to recover.
class HangingProvider implements PaymentProvider {

    private final Map<UUID, Outcome.OfCharge> charges = new ConcurrentHashMap<>();
    private volatile CountDownLatch recovered = new CountDownLatch(1);
    private final AtomicInteger hanging = new AtomicInteger();
    private final AtomicInteger mostHanging = new AtomicInteger();

    void recover() {
        recovered.countDown();
    }

    void hangAgain() {
        recovered = new CountDownLatch(1);
    }

    int charges(UUID key) {
        return charges.containsKey(key) ? 1 : 0;
    }

    int mostHangingAtOnce() {
        return mostHanging.get();
    }

    @Override
    public String name() {
        return "hanging";
    }

    @Override
    public Outcome.OfCharge charge(UUID key, Money amount, Card card) {
        var outcome = charges.computeIfAbsent(key, it -> new Outcome.Charged("hung_" + it));
        hang();
        return outcome;
    }

    @Override
    public Optional<Outcome.OfCharge> find(UUID key, Money amount) {
        hang();
        return Optional.ofNullable(charges.get(key));
    }

    @Override
    public Outcome.OfCharge cancel(UUID key, Money amount) {
        hang();
        return charges.computeIfAbsent(key, _ -> new Outcome.Cancelled());
    }

    @Override
    public Outcome.OfRefund refund(UUID refundId, String reference, Money amount) {
        hang();
        return new Outcome.Refunded(refundId, "back_" + refundId);
    }

    private void hang() {
        mostHanging.accumulateAndGet(hanging.incrementAndGet(), Math::max);
        try {
            recovered.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Nobody waits any more", interrupted);
        } finally {
            hanging.decrementAndGet();
        }
    }
}
