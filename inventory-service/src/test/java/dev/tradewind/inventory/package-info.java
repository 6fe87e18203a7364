/// The inventory on real servers, told as its neighbours see it.
@NullMarked
package dev.tradewind.inventory;

import org.jspecify.annotations.NullMarked;
