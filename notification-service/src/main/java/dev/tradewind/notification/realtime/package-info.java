/// Brings updates to whoever listens, by WebSocket, event stream and long poll, from one log by one cursor.
@NullMarked
package dev.tradewind.notification.realtime;

import org.jspecify.annotations.NullMarked;
