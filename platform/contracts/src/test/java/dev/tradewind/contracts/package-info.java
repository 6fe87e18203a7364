/// What must stay true of the wire.
@NullMarked
package dev.tradewind.contracts;

import org.jspecify.annotations.NullMarked;
