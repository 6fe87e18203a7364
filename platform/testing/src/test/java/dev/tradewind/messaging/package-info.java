/// Breaks the rules of the house on purpose.
@NullMarked
package dev.tradewind.messaging;

import org.jspecify.annotations.NullMarked;
