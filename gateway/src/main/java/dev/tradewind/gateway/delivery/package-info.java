/// How a request gets to one of the instances of its service, or does not.
@NullMarked
package dev.tradewind.gateway.delivery;

import org.jspecify.annotations.NullMarked;
