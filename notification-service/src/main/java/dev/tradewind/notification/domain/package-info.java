/// What people can be told, how, and when they want it.
@NullMarked
package dev.tradewind.notification.domain;

import org.jspecify.annotations.NullMarked;
