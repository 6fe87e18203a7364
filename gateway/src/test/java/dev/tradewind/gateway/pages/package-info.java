/// Proves in a real browser that pages are told everything, once and in order.
@NullMarked
package dev.tradewind.gateway.pages;

import org.jspecify.annotations.NullMarked;
