/// What can be typed after `./tradewind`.
@NullMarked
package dev.tradewind.local.command;

import org.jspecify.annotations.NullMarked;
