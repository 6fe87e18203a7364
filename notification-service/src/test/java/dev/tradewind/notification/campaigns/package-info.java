/// Tests of the package of the same name.
@NullMarked
package dev.tradewind.notification.campaigns;

import org.jspecify.annotations.NullMarked;
