/// What stores and products are, in plain Java.
@NullMarked
package dev.tradewind.catalog.domain;

import org.jspecify.annotations.NullMarked;
