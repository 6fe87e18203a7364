package dev.tradewind.web;

import org.springframework.util.unit.DataSize;

/// A route that takes more than others may send, because it reads as it goes and keeps nothing. A service declares a
/// bean of each.
///
/// @param path as it is called, without variables
public record LargeBody(String path, DataSize limit) {

    /// For a route that ends its requests by time.
    public static LargeBody unlimited(String path) {
        return new LargeBody(path, DataSize.ofBytes(Long.MAX_VALUE));
    }
}
