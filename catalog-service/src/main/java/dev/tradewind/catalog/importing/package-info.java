/// Takes whole shelves in, line by line.
@NullMarked
package dev.tradewind.catalog.importing;

import org.jspecify.annotations.NullMarked;
