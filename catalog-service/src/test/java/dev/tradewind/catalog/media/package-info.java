/// Pictures and what pretends to be one.
@NullMarked
package dev.tradewind.catalog.media;

import org.jspecify.annotations.NullMarked;
