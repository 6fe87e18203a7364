/// Proves how listings come into the index.
@NullMarked
package dev.tradewind.search.indexing;

import org.jspecify.annotations.NullMarked;
