/// The words of the catalog, in plain Java.
@NullMarked
package dev.tradewind.catalog.domain;

import org.jspecify.annotations.NullMarked;
