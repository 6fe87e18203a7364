/// Sends the mails that were decided, again and again until it works or an operator has to look.
@NullMarked
package dev.tradewind.notification.mailing;

import org.jspecify.annotations.NullMarked;
