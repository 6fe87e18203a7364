/// What the suite offers, as one page and one document.
@NullMarked
package dev.tradewind.gateway.docs;

import org.jspecify.annotations.NullMarked;
