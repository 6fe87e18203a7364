/// How many there are of a product, for everybody who looks: from Redis, as last committed.
@NullMarked
package dev.tradewind.inventory.showing;

import org.jspecify.annotations.NullMarked;
