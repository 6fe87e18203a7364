/// Tells the house's own services how to write to people, and nobody else.
@NullMarked
package dev.tradewind.auth.contacts;

import org.jspecify.annotations.NullMarked;
