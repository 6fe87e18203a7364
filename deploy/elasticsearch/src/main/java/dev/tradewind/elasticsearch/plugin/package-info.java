/// What search needs of Elasticsearch's modules that are not published as jars.
@NullMarked
package dev.tradewind.elasticsearch.plugin;

import org.jspecify.annotations.NullMarked;
