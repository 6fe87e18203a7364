/// A service made up to try the platform with.
@NullMarked
package dev.tradewind.web.trial;

import org.jspecify.annotations.NullMarked;
