/// What the person at the terminal sees.
@NullMarked
package dev.tradewind.local.screen;

import org.jspecify.annotations.NullMarked;
