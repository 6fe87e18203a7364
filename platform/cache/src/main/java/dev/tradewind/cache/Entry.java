package dev.tradewind.cache;

/// A copy and how new it is.
///
/// @param readAt by [System#nanoTime], when it was known to be so
record Entry<V>(V value, long version, long readAt) {}
