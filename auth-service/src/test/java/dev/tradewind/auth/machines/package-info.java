/// Proves machine clients.
@NullMarked
package dev.tradewind.auth.machines;

import org.jspecify.annotations.NullMarked;
