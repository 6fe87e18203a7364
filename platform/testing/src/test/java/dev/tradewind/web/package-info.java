/// Breaks the rules of the house on purpose.
@NullMarked
package dev.tradewind.web;

import org.jspecify.annotations.NullMarked;
