/// What services say to each other. Records only; the public contract of the suite.
@NullMarked
package dev.tradewind.contracts;

import org.jspecify.annotations.NullMarked;
