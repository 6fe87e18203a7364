/// What the database itself makes sure of.
@NullMarked
package dev.tradewind.inventory.persistence;

import org.jspecify.annotations.NullMarked;
