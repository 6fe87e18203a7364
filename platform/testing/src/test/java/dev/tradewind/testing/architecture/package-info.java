/// Proves the rules of the house.
@NullMarked
package dev.tradewind.testing.architecture;

import org.jspecify.annotations.NullMarked;
