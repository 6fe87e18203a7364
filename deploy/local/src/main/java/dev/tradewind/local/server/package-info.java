/// PostgreSQL, Kafka, Redis and Elasticsearch as processes of this machine, without containers.
@NullMarked
package dev.tradewind.local.server;

import org.jspecify.annotations.NullMarked;
