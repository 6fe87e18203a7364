package dev.tradewind.payment.settling;

import dev.tradewind.payment.domain.Outcome;
import java.util.UUID;

/// What a provider answered about a payment, to whom.
record Finding(UUID paymentId, UUID lease, Outcome outcome) {}
