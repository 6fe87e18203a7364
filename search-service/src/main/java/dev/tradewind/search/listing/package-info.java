/// What is known of every product, gathered from the catalog and the stock.
@NullMarked
package dev.tradewind.search.listing;

import org.jspecify.annotations.NullMarked;
