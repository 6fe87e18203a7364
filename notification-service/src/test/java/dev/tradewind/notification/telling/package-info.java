/// Proves what screens are told, and whose.
@NullMarked
package dev.tradewind.notification.telling;

import org.jspecify.annotations.NullMarked;
