/// Turns events into notices and writes down whom they were delivered to.
@NullMarked
package dev.tradewind.notification.delivering;

import org.jspecify.annotations.NullMarked;
