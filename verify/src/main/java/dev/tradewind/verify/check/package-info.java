/// The invariants, judged over a copy of every database and every topic.
@NullMarked
package dev.tradewind.verify.check;

import org.jspecify.annotations.NullMarked;
