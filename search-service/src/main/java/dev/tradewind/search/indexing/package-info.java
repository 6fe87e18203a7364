/// Keeps the Elasticsearch index as the listings are.
@NullMarked
package dev.tradewind.search.indexing;

import org.jspecify.annotations.NullMarked;
