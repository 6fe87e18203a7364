/// Servers as real processes.
@NullMarked
package dev.tradewind.local.server;

import org.jspecify.annotations.NullMarked;
