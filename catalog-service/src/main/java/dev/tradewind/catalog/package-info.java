/// What can be bought where: stores and their products.
@NullMarked
package dev.tradewind.catalog;

import org.jspecify.annotations.NullMarked;
