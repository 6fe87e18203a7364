/// Products on the shelves of stores, shown and edited.
@NullMarked
package dev.tradewind.catalog.products;

import org.jspecify.annotations.NullMarked;
