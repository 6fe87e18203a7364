/// How often somebody may ask.
@NullMarked
package dev.tradewind.gateway.limits;

import org.jspecify.annotations.NullMarked;
