/// Fills the shelves for a demonstration.
@NullMarked
package dev.tradewind.inventory.demo;

import org.jspecify.annotations.NullMarked;
