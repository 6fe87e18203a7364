/// Remembers who interfered.
@NullMarked
package dev.tradewind.search.auditing;

import org.jspecify.annotations.NullMarked;
