/// Forgets people whose accounts were erased.
@NullMarked
package dev.tradewind.notification.forgetting;

import org.jspecify.annotations.NullMarked;
