/// Which service answers what, and what is said when it does not.
@NullMarked
package dev.tradewind.gateway.routing;

import org.jspecify.annotations.NullMarked;
