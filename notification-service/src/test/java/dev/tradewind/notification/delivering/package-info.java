/// Proves the words that people get to read.
@NullMarked
package dev.tradewind.notification.delivering;

import org.jspecify.annotations.NullMarked;
