/// Stores: restaurants, pantries and shops that open and close.
@NullMarked
package dev.tradewind.catalog.stores;

import org.jspecify.annotations.NullMarked;
