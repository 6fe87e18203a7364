/// Who people are: accounts, organisations, sessions and the tokens that speak for them.
@NullMarked
package dev.tradewind.auth;

import org.jspecify.annotations.NullMarked;
