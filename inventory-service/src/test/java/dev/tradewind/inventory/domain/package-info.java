/// What is decided about stock, without any server.
@NullMarked
package dev.tradewind.inventory.domain;

import org.jspecify.annotations.NullMarked;
