/// The books in PostgreSQL: rows locked once in one order, written back in sets.
@NullMarked
package dev.tradewind.inventory.persistence;

import org.jspecify.annotations.NullMarked;
