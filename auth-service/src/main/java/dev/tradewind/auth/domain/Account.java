package dev.tradewind.auth.domain;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody who may sign in.
///
/// @param organizationId null for the operator of the platform, who belongs to none
public record Account(
        UUID id, String email, String name, @Nullable UUID organizationId, Set<String> roles) {

    public Account {
        roles = Set.copyOf(roles);
    }
}
