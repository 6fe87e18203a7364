/// Tests of what only this package can see.
@NullMarked
package dev.tradewind.inventory.signing;

import org.jspecify.annotations.NullMarked;
