/// Answers what people look for.
@NullMarked
package dev.tradewind.search.searching;

import org.jspecify.annotations.NullMarked;
