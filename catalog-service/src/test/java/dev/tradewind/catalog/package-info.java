/// Proves catalog-service.
@NullMarked
package dev.tradewind.catalog;

import org.jspecify.annotations.NullMarked;
