/// Writes to many customers of an organisation who want it, a few at a time.
@NullMarked
package dev.tradewind.notification.campaigns;

import org.jspecify.annotations.NullMarked;
