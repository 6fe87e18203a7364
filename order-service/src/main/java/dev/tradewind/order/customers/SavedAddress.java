package dev.tradewind.order.customers;

import dev.tradewind.order.domain.Address;
import java.util.UUID;

/// An address that a customer keeps with us.
public record SavedAddress(UUID id, boolean isDefault, Address address) {}
