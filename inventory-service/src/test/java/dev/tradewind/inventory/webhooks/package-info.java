/// Tests of what only this package can see.
@NullMarked
package dev.tradewind.inventory.webhooks;

import org.jspecify.annotations.NullMarked;
