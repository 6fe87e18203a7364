/// What commands read and print.
@NullMarked
package dev.tradewind.local.command;

import org.jspecify.annotations.NullMarked;
