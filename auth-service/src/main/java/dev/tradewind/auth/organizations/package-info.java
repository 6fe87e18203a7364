/// Organisations and what their members may do there.
@NullMarked
package dev.tradewind.auth.organizations;

import org.jspecify.annotations.NullMarked;
