package dev.tradewind.cache;

import java.util.UUID;

/// An entry that must not be older than a version from now on.
public record Outdated(String cache, UUID id, long version) {}
