/// Proves the bill of a load.
@NullMarked
package dev.tradewind.verify.load;

import org.jspecify.annotations.NullMarked;
