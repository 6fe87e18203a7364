package dev.tradewind.auth.domain;

import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An account as its owner sees it.
///
/// @param version grows with every change that can be seen here
public record Profile(
        UUID id,
        String email,
        String name,
        @Nullable String phone,
        @Nullable UUID organizationId,
        SortedSet<String> roles,
        long version,
        Instant createdAt) {

    public Profile {
        roles = new TreeSet<>(roles);
    }

    @Override
    public String toString() {
        return "Profile[" + id + "]";
    }
}
