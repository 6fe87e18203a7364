package dev.tradewind.order.fulfilment;

import dev.tradewind.order.domain.Party;
import java.util.UUID;

/// Somebody does not want the order any more. Why stays with the order, where it can be erased.
record Withdrawal(Party by, UUID actor) {}
