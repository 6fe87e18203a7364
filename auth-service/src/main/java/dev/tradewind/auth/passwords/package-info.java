/// How passwords are kept.
@NullMarked
package dev.tradewind.auth.passwords;

import org.jspecify.annotations.NullMarked;
