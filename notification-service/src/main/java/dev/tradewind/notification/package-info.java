/// Notification-service: tells people what happened to what they care about.
@NullMarked
package dev.tradewind.notification;

import org.jspecify.annotations.NullMarked;
