/// Tells people what else they may like.
@NullMarked
package dev.tradewind.search.recommending;

import org.jspecify.annotations.NullMarked;
