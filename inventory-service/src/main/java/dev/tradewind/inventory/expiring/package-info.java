/// Gives back what was reserved for too long.
@NullMarked
package dev.tradewind.inventory.expiring;

import org.jspecify.annotations.NullMarked;
