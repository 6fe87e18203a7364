/// The demonstration's stores and products, written once.
@NullMarked
package dev.tradewind.catalog.demo;

import org.jspecify.annotations.NullMarked;
