/// Proves messaging.
@NullMarked
package dev.tradewind.messaging;

import org.jspecify.annotations.NullMarked;
