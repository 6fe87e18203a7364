/// Lets administrators and operators say something to many, at once or at a time.
@NullMarked
package dev.tradewind.notification.announcing;

import org.jspecify.annotations.NullMarked;
