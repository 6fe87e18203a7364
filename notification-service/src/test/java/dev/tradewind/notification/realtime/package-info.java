/// Proves over real connections that listeners get what they may see, all of it, once and in order.
@NullMarked
package dev.tradewind.notification.realtime;

import org.jspecify.annotations.NullMarked;
