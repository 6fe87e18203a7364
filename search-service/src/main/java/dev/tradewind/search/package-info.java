/// Finds products.
@NullMarked
package dev.tradewind.search;

import org.jspecify.annotations.NullMarked;
