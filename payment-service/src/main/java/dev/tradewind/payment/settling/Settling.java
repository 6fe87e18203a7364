package dev.tradewind.payment.settling;

import dev.tradewind.payment.domain.Payment;
import dev.tradewind.payment.domain.PaymentProvider;
import dev.tradewind.payment.domain.Payments;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Every provider has its desk, where payments wait for it.
@Component
public class Settling implements SmartLifecycle {

    private final Map<String, Desk> desks;
    private volatile boolean running;

    Settling(
            List<PaymentProvider> providers,
            Payments payments,
            Booking booking,
            SettlingProperties properties,
            Guards guards,
            Clock clock,
            MeterRegistry meters) {
        this.desks = providers.stream()
                .collect(Collectors.toUnmodifiableMap(
                        PaymentProvider::name,
                        provider -> new Desk(
                                provider, payments, booking, properties, guards.of(provider.name()), clock, meters)));
    }

    /// @throws IllegalStateException when there is no such provider
    public void mustKnow(String provider) {
        if (!desks.containsKey(provider)) {
            throw new IllegalStateException(
                    "tradewind.payment.provider: " + provider + " (expected: one of " + desks.keySet() + ")");
        }
    }

    /// Leases as many of these due payments as can be asked about at once, and begins with them after the caller's
    /// commit. The caller writes them down as they are returned; the others stay due and find somebody soon.
    public List<Payment> lease(Collection<Payment> due) {
        var leased = new ArrayList<Payment>();
        due.stream()
                .collect(Collectors.groupingBy(Payment::provider))
                .forEach((provider, payments) -> leased.addAll(desk(provider).lease(payments)));
        return leased;
    }

    private Desk desk(String provider) {
        return Objects.requireNonNull(desks.get(provider), () -> "No such provider: " + provider);
    }

    @Override
    public void start() {
        desks.values().forEach(Desk::open);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        desks.values().forEach(Desk::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Before anybody asks for leases, and after the last who did.
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }
}
