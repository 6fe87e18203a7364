package dev.tradewind.inventory.counting;

import dev.tradewind.web.Caller;
import java.util.UUID;

/// Somebody who may change the stock of one organisation.
record Clerk(UUID accountId, UUID organizationId) {

    static Clerk of(Caller caller) {
        caller.mustBe(Caller.Role.STAFF, Caller.Role.ADMIN);
        return new Clerk(caller.accountId(), caller.ownOrganization());
    }
}
