/// Orders: accepted, fulfilled by a saga, remembered.
@NullMarked
package dev.tradewind.order;

import org.jspecify.annotations.NullMarked;
