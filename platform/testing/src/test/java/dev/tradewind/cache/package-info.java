/// Breaks the rules of the house on purpose.
@NullMarked
package dev.tradewind.cache;

import org.jspecify.annotations.NullMarked;
