/// Proves what people keep here.
@NullMarked
package dev.tradewind.auth.profile;

import org.jspecify.annotations.NullMarked;
