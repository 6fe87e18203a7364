/// What people tell of themselves, and where they want their goods.
@NullMarked
package dev.tradewind.auth.profile;

import org.jspecify.annotations.NullMarked;
