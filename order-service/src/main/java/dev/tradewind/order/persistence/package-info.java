/// How orders are kept in PostgreSQL.
@NullMarked
package dev.tradewind.order.persistence;

import org.jspecify.annotations.NullMarked;
