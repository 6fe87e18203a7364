/// Where the running suite is and how to speak to it.
@NullMarked
package dev.tradewind.verify.suite;

import org.jspecify.annotations.NullMarked;
