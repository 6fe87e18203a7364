/// The ledger in PostgreSQL: rows locked once in one order, written back in sets.
@NullMarked
package dev.tradewind.payment.persistence;

import org.jspecify.annotations.NullMarked;
