/// Tells what people look at.
@NullMarked
package dev.tradewind.catalog.activity;

import org.jspecify.annotations.NullMarked;
