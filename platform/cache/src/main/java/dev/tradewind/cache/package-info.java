/// What was read before, kept in the instance and in Redis: never the truth, and never older than what this instance
/// has heard of.
@NullMarked
package dev.tradewind.cache;

import org.jspecify.annotations.NullMarked;
