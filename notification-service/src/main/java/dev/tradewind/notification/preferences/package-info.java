/// Lets people choose what they are told, and unsubscribe with one click.
@NullMarked
package dev.tradewind.notification.preferences;

import org.jspecify.annotations.NullMarked;
