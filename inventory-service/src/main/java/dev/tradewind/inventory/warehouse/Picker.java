package dev.tradewind.inventory.warehouse;

import dev.tradewind.web.Caller;
import java.util.UUID;

/// Somebody who works in the warehouse of one organisation.
record Picker(UUID accountId, UUID organizationId) {

    static Picker of(Caller caller) {
        caller.mustBe(Caller.Role.STAFF, Caller.Role.ADMIN);
        return new Picker(caller.accountId(), caller.ownOrganization());
    }
}
