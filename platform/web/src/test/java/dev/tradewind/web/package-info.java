/// Proves web.
@NullMarked
package dev.tradewind.web;

import org.jspecify.annotations.NullMarked;
