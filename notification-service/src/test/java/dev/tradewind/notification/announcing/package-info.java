/// Proves that announcements are told once, to those they are for, by those who may.
@NullMarked
package dev.tradewind.notification.announcing;

import org.jspecify.annotations.NullMarked;
