/// From sources to what is started: Maven for what is stale, jars laid out for a quick start.
@NullMarked
package dev.tradewind.local.build;

import org.jspecify.annotations.NullMarked;
