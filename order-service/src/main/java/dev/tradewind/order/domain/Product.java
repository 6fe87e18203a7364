package dev.tradewind.order.domain;

import dev.tradewind.contracts.Money;
import java.util.UUID;

/// What we know of a product that can be ordered.
public record Product(UUID id, UUID storeId, String title, Money price) {}
