/// Encryption of what the database shall not know.
@NullMarked
package dev.tradewind.auth.sealing;

import org.jspecify.annotations.NullMarked;
