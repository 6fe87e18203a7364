package dev.tradewind.payment.domain;

import dev.tradewind.contracts.Money;
import java.util.UUID;

/// Who is to pay how much, and how.
public record Bill(UUID customerId, Money amount, String method) {}
