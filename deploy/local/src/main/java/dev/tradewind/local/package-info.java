/// The launcher: the whole house on one machine, as processes.
@NullMarked
package dev.tradewind.local;

import org.jspecify.annotations.NullMarked;
