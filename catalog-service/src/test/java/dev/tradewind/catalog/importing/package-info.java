/// Whole shelves that are taken in, on real servers.
@NullMarked
package dev.tradewind.catalog.importing;

import org.jspecify.annotations.NullMarked;
