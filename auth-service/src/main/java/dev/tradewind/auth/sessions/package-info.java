/// Who is signed in where, for how long, and how that ends.
@NullMarked
package dev.tradewind.auth.sessions;

import org.jspecify.annotations.NullMarked;
