package dev.tradewind.order.access;

import dev.tradewind.web.Caller;
import dev.tradewind.web.Caller.Role;
import java.util.UUID;

/// Somebody who handles the orders of one organisation.
public record Staff(UUID accountId, UUID organizationId) {

    /// Refuses with 403 whoever is neither staff nor administrator of an organisation.
    public static Staff of(Caller caller) {
        caller.mustBe(Role.STAFF, Role.ADMIN);
        return new Staff(caller.accountId(), caller.ownOrganization());
    }
}
