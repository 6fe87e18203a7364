package dev.tradewind.web;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who is asking, as the verified token says. Controllers take it as a parameter.
///
/// @param organizationId null for the operator of the platform, who belongs to none
/// @param accountId a person's account, or a machine client
/// @param roles of a person; a machine has none
/// @param sessionId the token's `sid`; a machine client is its own session
/// @param scopes what a machine may do for its organisation; a person has none
public record Caller(
        UUID accountId,
        @Nullable UUID organizationId,
        Set<Role> roles,
        @Nullable UUID sessionId,
        Set<Scope> scopes) {

    public enum Role {
        CUSTOMER,
        STAFF,
        ADMIN,
        OPERATOR
    }

    public Caller {
        roles = Set.copyOf(roles);
        scopes = Set.copyOf(scopes);
    }

    public Caller(UUID accountId, @Nullable UUID organizationId, Set<Role> roles, @Nullable UUID sessionId) {
        this(accountId, organizationId, roles, sessionId, Set.of());
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /// The organisation the caller belongs to; refuses with 403 whoever belongs to none.
    public UUID ownOrganization() {
        if (organizationId == null) {
            throw new Forbidden();
        }
        return organizationId;
    }

    /// Whether it is a machine that was given this scope.
    public boolean may(Scope scope) {
        return scopes.contains(scope);
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
