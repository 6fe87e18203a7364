/// That the servers of the tests are real, apart from one another, and gone afterwards.
@NullMarked
package dev.tradewind.testing;

import org.jspecify.annotations.NullMarked;
