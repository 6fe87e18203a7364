/// Stores, their staff and their hours, on real servers.
@NullMarked
package dev.tradewind.catalog.stores;

import org.jspecify.annotations.NullMarked;
