/// Tests of the package of the same name.
@NullMarked
package dev.tradewind.notification.wording;

import org.jspecify.annotations.NullMarked;
