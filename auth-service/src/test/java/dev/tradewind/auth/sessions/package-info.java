/// Proves how long people stay signed in.
@NullMarked
package dev.tradewind.auth.sessions;

import org.jspecify.annotations.NullMarked;
