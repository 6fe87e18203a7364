package dev.tradewind.payment.reconciling;

import dev.tradewind.payment.domain.ProviderBooks;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;

/// Makes a report at once instead of the next morning.
@TestComponent
public class Auditor {

    private final Reconciling reconciling;

    Auditor(Reconciling reconciling) {
        this.reconciling = reconciling;
    }

    public Optional<UUID> reconcile(ProviderBooks books, LocalDate day) {
        return Optional.ofNullable(reconciling.reconcile(books, day));
    }

    /// What happens every minute.
    public void lookForDays() {
        reconciling.lookForDays();
    }
}
