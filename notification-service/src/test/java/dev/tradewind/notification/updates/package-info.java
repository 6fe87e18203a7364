/// Proves that updates are numbered without gaps and told to those who may see them.
@NullMarked
package dev.tradewind.notification.updates;

import org.jspecify.annotations.NullMarked;
