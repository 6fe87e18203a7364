/// What clients are told while they watch: a numbered log that forgets nothing before its time.
@NullMarked
package dev.tradewind.notification.updates;

import org.jspecify.annotations.NullMarked;
