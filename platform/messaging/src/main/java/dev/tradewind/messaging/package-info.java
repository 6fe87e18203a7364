/// State and message commit together, and a message takes effect once: outbox, relay, inbox, batch listener.
@NullMarked
package dev.tradewind.messaging;

import org.jspecify.annotations.NullMarked;
