/// Proves that people can leave.
@NullMarked
package dev.tradewind.auth.closing;

import org.jspecify.annotations.NullMarked;
