/// Processes die and messages come twice; the invariants hold.
@NullMarked
package dev.tradewind.verify.fault;

import org.jspecify.annotations.NullMarked;
