/// Proves what becomes of mails when the whole process is killed.
@NullMarked
package dev.tradewind.notification.killing;

import org.jspecify.annotations.NullMarked;
