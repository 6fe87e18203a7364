/// Puts into words what people are told, in their language and as their organisation wants it.
@NullMarked
package dev.tradewind.notification.wording;

import org.jspecify.annotations.NullMarked;
