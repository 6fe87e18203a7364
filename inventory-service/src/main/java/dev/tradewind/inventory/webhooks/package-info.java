/// Tells partners what the warehouse says, by Standard Webhooks: signed, tried again, logged.
@NullMarked
package dev.tradewind.inventory.webhooks;

import org.jspecify.annotations.NullMarked;
