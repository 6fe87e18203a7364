/// Every product of the catalog gets its place on the shelf.
@NullMarked
package dev.tradewind.inventory.shelving;

import org.jspecify.annotations.NullMarked;
