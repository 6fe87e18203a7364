/// What buyers say about products they got.
@NullMarked
package dev.tradewind.catalog.reviewing;

import org.jspecify.annotations.NullMarked;
