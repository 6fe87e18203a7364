package dev.tradewind.cache;

/// A copy and how new it is.
///
/// @param size about how many bytes it has when it is written
/// @param readAt by [System#nanoTime], when it was known to be so
record Entry<V>(V value, long version, int size, long readAt) {}
