/// Proves search-service.
@NullMarked
package dev.tradewind.search;

import org.jspecify.annotations.NullMarked;
