package dev.tradewind.inventory.warehouse;

import dev.tradewind.web.Caller;
import dev.tradewind.web.Forbidden;
import java.util.UUID;

/// Somebody who works in the warehouse of one organisation.
record Picker(UUID accountId, UUID organizationId) {

    static Picker of(Caller caller) {
        caller.mustBe(Caller.Role.STAFF, Caller.Role.ADMIN);
        var organization = caller.organizationId();
        if (organization == null) {
            throw new Forbidden();
        }
        return new Picker(caller.accountId(), organization);
    }
}
