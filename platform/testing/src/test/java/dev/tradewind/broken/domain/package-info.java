/// Breaks the rules of the house on purpose.
@NullMarked
package dev.tradewind.broken.domain;

import org.jspecify.annotations.NullMarked;
