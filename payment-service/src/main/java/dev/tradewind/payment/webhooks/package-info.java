/// Hears providers call: what they say is checked, written down once, and makes us ask.
@NullMarked
package dev.tradewind.payment.webhooks;

import org.jspecify.annotations.NullMarked;
