/// Proves inventory-service.
@NullMarked
package dev.tradewind.inventory;

import org.jspecify.annotations.NullMarked;
