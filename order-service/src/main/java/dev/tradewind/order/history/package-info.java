/// Orders as the event stream tells them: the lists.
@NullMarked
package dev.tradewind.order.history;

import org.jspecify.annotations.NullMarked;
