/// Breaks the rules of the house on purpose.
@NullMarked
package dev.tradewind.broken.selling;

import org.jspecify.annotations.NullMarked;
