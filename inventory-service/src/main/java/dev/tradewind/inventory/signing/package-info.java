/// Signatures of Standard Webhooks.
@NullMarked
package dev.tradewind.inventory.signing;

import org.jspecify.annotations.NullMarked;
