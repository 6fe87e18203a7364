/// Accounts as the business knows them.
@NullMarked
package dev.tradewind.auth.domain;

import org.jspecify.annotations.NullMarked;
