/// How the suite is kept running.
@NullMarked
package dev.tradewind.local.suite;

import org.jspecify.annotations.NullMarked;
