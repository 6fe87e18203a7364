/// Proves who decides about members.
@NullMarked
package dev.tradewind.auth.organizations;

import org.jspecify.annotations.NullMarked;
