/// Real servers for tests: PostgreSQL, Kafka, Redis and Elasticsearch, and tokens that services believe.
@NullMarked
package dev.tradewind.testing;

import org.jspecify.annotations.NullMarked;
