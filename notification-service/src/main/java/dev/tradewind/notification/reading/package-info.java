/// Shows people what they were told.
@NullMarked
package dev.tradewind.notification.reading;

import org.jspecify.annotations.NullMarked;
