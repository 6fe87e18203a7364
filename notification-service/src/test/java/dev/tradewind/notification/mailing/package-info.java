/// Tests of the package of the same name.
@NullMarked
package dev.tradewind.notification.mailing;

import org.jspecify.annotations.NullMarked;
