/// The suite while it runs: which processes, on which ports, watched by whom.
@NullMarked
package dev.tradewind.local.suite;

import org.jspecify.annotations.NullMarked;
