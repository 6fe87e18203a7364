/// Whose shelves a caller sees and may change.
@NullMarked
package dev.tradewind.catalog.access;

import org.jspecify.annotations.NullMarked;
