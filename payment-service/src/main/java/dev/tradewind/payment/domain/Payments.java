package dev.tradewind.payment.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// The payment ledger. Rows are locked in the order of their orders, so that batches wait for each other and never
/// in a circle.
public interface Payments {

    /// Those that exist, locked.
    List<Payment> lockOrders(Collection<UUID> orderIds);

    /// Those that exist, locked.
    List<Payment> lock(Collection<UUID> ids);

    /// Leases payments that are due and that nobody else is taking at this moment.
    List<Payment> claim(String provider, Instant now, UUID lease, Instant until, int limit);

    /// How many wait for a person.
    long givenUp();

    void add(Collection<Payment> added, Instant at);

    void update(Collection<Payment> changed, Instant at);
}
