/// The arrows and habits of the house, as rules that fail.
@NullMarked
package dev.tradewind.testing.architecture;

import org.jspecify.annotations.NullMarked;
