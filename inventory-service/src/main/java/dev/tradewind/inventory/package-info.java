/// What lies on the shelves, who has reserved it, and where it went.
@NullMarked
package dev.tradewind.inventory;

import org.jspecify.annotations.NullMarked;
