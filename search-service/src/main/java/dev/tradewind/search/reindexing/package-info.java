/// Builds the index anew while it is read and written.
@NullMarked
package dev.tradewind.search.reindexing;

import org.jspecify.annotations.NullMarked;
