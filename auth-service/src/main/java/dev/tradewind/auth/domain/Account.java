package dev.tradewind.auth.domain;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody who may sign in, as tokens tell it.
///
/// @param organizationId null for the operator of the platform and for customers of no organisation in particular
public record Account(UUID id, String email, @Nullable UUID organizationId, Set<String> roles) {

    public Account {
        roles = Set.copyOf(roles);
    }
}
