/// How much there is of a product, and what becomes of a reservation.
@NullMarked
package dev.tradewind.inventory.domain;

import org.jspecify.annotations.NullMarked;
