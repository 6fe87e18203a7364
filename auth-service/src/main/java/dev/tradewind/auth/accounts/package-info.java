/// The accounts as they are kept, and what is said about them.
@NullMarked
package dev.tradewind.auth.accounts;

import org.jspecify.annotations.NullMarked;
