/// The suite tried from outside: over HTTP, Kafka and SQL, with no code of the services.
@NullMarked
package dev.tradewind.verify;

import org.jspecify.annotations.NullMarked;
