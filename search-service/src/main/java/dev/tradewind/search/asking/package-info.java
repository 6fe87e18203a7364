/// Asks Elasticsearch, and does not wait for one that does not answer.
@NullMarked
package dev.tradewind.search.asking;

import org.jspecify.annotations.NullMarked;
