/// Tests of the package of the same name.
@NullMarked
package dev.tradewind.notification.domain;

import org.jspecify.annotations.NullMarked;
