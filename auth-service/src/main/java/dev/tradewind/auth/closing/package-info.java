/// Leaving: at once for others, for good after thirty days.
@NullMarked
package dev.tradewind.auth.closing;

import org.jspecify.annotations.NullMarked;
