/// The demonstration's shelves, filled once.
@NullMarked
package dev.tradewind.inventory.demo;

import org.jspecify.annotations.NullMarked;
