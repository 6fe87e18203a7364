/// The cache on a real Redis and a real Kafka.
@NullMarked
package dev.tradewind.cache;

import org.jspecify.annotations.NullMarked;
