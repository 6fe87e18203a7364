/// Proves discovery.
@NullMarked
package dev.tradewind.discovery;

import org.jspecify.annotations.NullMarked;
