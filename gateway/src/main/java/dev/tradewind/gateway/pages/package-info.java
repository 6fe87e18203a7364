/// Gives pages what they need to be told what happens.
@NullMarked
package dev.tradewind.gateway.pages;

import org.jspecify.annotations.NullMarked;
