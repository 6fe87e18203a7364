/// Proves what the database cannot tell.
@NullMarked
package dev.tradewind.auth.sealing;

import org.jspecify.annotations.NullMarked;
