/// People look at the stock, count it and correct it.
@NullMarked
package dev.tradewind.inventory.counting;

import org.jspecify.annotations.NullMarked;
