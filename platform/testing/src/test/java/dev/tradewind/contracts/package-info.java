/// Breaks the rules of the house on purpose.
@NullMarked
package dev.tradewind.contracts;

import org.jspecify.annotations.NullMarked;
