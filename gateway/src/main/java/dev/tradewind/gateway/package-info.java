/// The one door of the suite.
@NullMarked
package dev.tradewind.gateway;

import org.jspecify.annotations.NullMarked;
