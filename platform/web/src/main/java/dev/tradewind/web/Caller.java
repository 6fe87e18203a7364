package dev.tradewind.web;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who is asking, as the verified token says. Controllers take it as a parameter.
///
/// @param organizationId null for the operator of the platform, who belongs to none
/// @param sessionId the token's `sid`; null for machine clients
public record Caller(
        UUID accountId,
        @Nullable UUID organizationId,
        Set<Role> roles,
        @Nullable UUID sessionId) {

    public enum Role {
        CUSTOMER,
        STAFF,
        ADMIN,
        OPERATOR
    }

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /// Refuses with 403 unless the caller has one of the roles.
    public void mustBe(Role... oneOf) {
        for (var role : oneOf) {
            if (is(role)) {
                return;
            }
        }
        throw new Forbidden();
    }
}
