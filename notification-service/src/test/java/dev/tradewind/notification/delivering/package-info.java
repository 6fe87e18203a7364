/// Tests of the package of the same name.
@NullMarked
package dev.tradewind.notification.delivering;

import org.jspecify.annotations.NullMarked;
