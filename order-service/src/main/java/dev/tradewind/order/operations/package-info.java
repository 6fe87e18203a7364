/// What the operator sees and repairs: sagas and dead letters.
@NullMarked
package dev.tradewind.order.operations;

import org.jspecify.annotations.NullMarked;
