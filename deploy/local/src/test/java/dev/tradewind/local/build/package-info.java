/// What counts as stale.
@NullMarked
package dev.tradewind.local.build;

import org.jspecify.annotations.NullMarked;
