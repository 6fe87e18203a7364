/// How rows become parameters.
@NullMarked
package dev.tradewind.search.persistence;

import org.jspecify.annotations.NullMarked;
