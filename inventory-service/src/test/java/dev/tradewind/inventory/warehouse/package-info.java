/// Tests of what only this package can see.
@NullMarked
package dev.tradewind.inventory.warehouse;

import org.jspecify.annotations.NullMarked;
