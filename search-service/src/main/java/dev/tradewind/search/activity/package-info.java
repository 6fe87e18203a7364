/// Keeps for a while what people look at, search for and put into their carts.
@NullMarked
package dev.tradewind.search.activity;

import org.jspecify.annotations.NullMarked;
