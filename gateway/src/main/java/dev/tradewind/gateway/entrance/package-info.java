/// Who comes in and with what: tokens, cookies, headers, sizes.
@NullMarked
package dev.tradewind.gateway.entrance;

import org.jspecify.annotations.NullMarked;
