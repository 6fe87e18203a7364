/// Tests of the package of the same name.
@NullMarked
package dev.tradewind.notification.preferences;

import org.jspecify.annotations.NullMarked;
