package dev.tradewind.payment.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// The payment ledger. Rows are locked in the order of their orders, so that batches wait for each other and never
/// in a circle.
public interface Payments {

    /// Those orders that have payments, with all they have, locked.
    List<OrderPayments> lockOrders(Collection<UUID> orderIds);

    /// The orders of these payments, with all they have, locked.
    List<OrderPayments> lock(Collection<UUID> ids);

    /// Leases payments that are due and that nobody else is taking at this moment.
    List<Payment> claim(String provider, Instant now, UUID lease, Instant until, int limit);

    /// How many wait for a person.
    long givenUp();

    void add(Collection<Payment> added, Instant at);

    void update(Collection<Payment> changed, Instant at);
}
