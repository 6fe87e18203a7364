/// Proves notification-service.
@NullMarked
package dev.tradewind.notification;

import org.jspecify.annotations.NullMarked;
