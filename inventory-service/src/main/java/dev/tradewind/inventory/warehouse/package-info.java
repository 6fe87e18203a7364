/// From the confirmed order to the customer's door: picked, packed, shipped, delivered.
@NullMarked
package dev.tradewind.inventory.warehouse;

import org.jspecify.annotations.NullMarked;
