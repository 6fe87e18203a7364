/// The accounts of the demonstration; local profile only.
@NullMarked
package dev.tradewind.auth.demo;

import org.jspecify.annotations.NullMarked;
