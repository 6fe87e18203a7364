/// Decides who is told what because of an event, once, and writes it down.
@NullMarked
package dev.tradewind.notification.delivering;

import org.jspecify.annotations.NullMarked;
