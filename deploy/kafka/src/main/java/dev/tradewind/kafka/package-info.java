/// A Kafka broker and controller in one JVM, for machines without containers.
@NullMarked
package dev.tradewind.kafka;

import org.jspecify.annotations.NullMarked;
