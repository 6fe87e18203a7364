/// Breaks the rules of the house on purpose.
@NullMarked
package dev.tradewind.broken.second;

import org.jspecify.annotations.NullMarked;
