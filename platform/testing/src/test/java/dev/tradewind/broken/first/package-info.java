/// Breaks the rules of the house on purpose.
@NullMarked
package dev.tradewind.broken.first;

import org.jspecify.annotations.NullMarked;
