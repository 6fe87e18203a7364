package dev.tradewind.auth.organizations;

import dev.tradewind.auth.domain.NotFound;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Caller.Role;
import java.util.UUID;

/// How far somebody reaches: into the own organisation, the operator into all. First the role, then whose it is.
final class Reach {

    private Reach() {}

    static void ownAsAdmin(Caller caller, UUID organizationId) {
        caller.mustBe(Role.ADMIN, Role.OPERATOR);
        own(caller, organizationId);
    }

    static void own(Caller caller, UUID organizationId) {
        if (!caller.is(Role.OPERATOR) && !organizationId.equals(caller.organizationId())) {
            throw new NotFound("organization");
        }
    }
}
