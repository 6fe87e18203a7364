/// Bugs switched on in a running service, to prove that the checker sees them.
@NullMarked
package dev.tradewind.verify.bug;

import org.jspecify.annotations.NullMarked;
