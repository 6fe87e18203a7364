package dev.tradewind.order.domain;

import java.time.Duration;
import java.util.UUID;

/// What we know of a store that takes orders.
///
/// @param orderPrefix begins its order numbers
/// @param reservationFor how long stock stays reserved for an order that is not confirmed
public record Store(
        UUID id,
        UUID organizationId,
        boolean open,
        Fulfilment fulfilment,
        String orderPrefix,
        Duration reservationFor) {}
