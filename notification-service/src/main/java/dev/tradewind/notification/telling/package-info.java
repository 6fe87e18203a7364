/// Turns what happens into messages for the screens of those whom it concerns.
@NullMarked
package dev.tradewind.notification.telling;

import org.jspecify.annotations.NullMarked;
