/// Those who move money for us.
@NullMarked
package dev.tradewind.payment.provider;

import org.jspecify.annotations.NullMarked;
