/// What every HTTP interface of the suite does alike: refusals, tokens, idempotency, pages, correlation.
@NullMarked
package dev.tradewind.web;

import org.jspecify.annotations.NullMarked;
