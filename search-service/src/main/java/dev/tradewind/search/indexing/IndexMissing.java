package dev.tradewind.search.indexing;

/// A search found no index where one should be.
public record IndexMissing() {}
