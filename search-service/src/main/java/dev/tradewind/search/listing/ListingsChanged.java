package dev.tradewind.search.listing;

/// Listings may have become different from the index.
public record ListingsChanged() {}
