package dev.tradewind.notification.updates;

import java.util.UUID;

/// Who may see an update.
public sealed interface Audience {

    /// The customer, and those of the organisation who may see its orders.
    record Order(UUID orderId, UUID customerId) implements Audience {}

    /// The organisation's staff only.
    record Staff() implements Audience {}

    /// Whoever has the product's page open, with or without a token.
    record Product(UUID productId) implements Audience {}

    /// That account alone.
    record Account(UUID accountId) implements Audience {}

    /// Everyone of the organisation: its staff and its customers.
    record Members() implements Audience {}

    /// Every signed-in account of every organisation.
    record Everyone() implements Audience {}
}
