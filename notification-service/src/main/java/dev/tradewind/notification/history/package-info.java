/// Who ordered what, as far as telling people needs it.
@NullMarked
package dev.tradewind.notification.history;

import org.jspecify.annotations.NullMarked;
