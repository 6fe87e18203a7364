/// The stores and products of the demo file.
@NullMarked
package dev.tradewind.catalog.demo;

import org.jspecify.annotations.NullMarked;
