/// Where the services of the suite find one another.
@NullMarked
package dev.tradewind.discovery;

import org.jspecify.annotations.NullMarked;
