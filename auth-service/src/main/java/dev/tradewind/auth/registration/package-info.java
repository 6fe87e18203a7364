/// Becoming somebody here: by oneself, or invited by an organisation.
@NullMarked
package dev.tradewind.auth.registration;

import org.jspecify.annotations.NullMarked;
