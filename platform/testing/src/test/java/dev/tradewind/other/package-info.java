/// Breaks the rules of the house on purpose.
@NullMarked
package dev.tradewind.other;

import org.jspecify.annotations.NullMarked;
