/// Proves who may join.
@NullMarked
package dev.tradewind.auth.registration;

import org.jspecify.annotations.NullMarked;
