/// Who may do what, and what becomes of those who try more: at the gateway and at each service's own port.
@NullMarked
package dev.tradewind.verify.wall;

import org.jspecify.annotations.NullMarked;
