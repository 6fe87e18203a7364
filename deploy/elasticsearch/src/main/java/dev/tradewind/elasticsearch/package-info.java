/// Starts a real Elasticsearch node in a process of its own.
@NullMarked
package dev.tradewind.elasticsearch;

import org.jspecify.annotations.NullMarked;
