/// Orders at a fixed rate, and what they took.
@NullMarked
package dev.tradewind.verify.load;

import org.jspecify.annotations.NullMarked;
