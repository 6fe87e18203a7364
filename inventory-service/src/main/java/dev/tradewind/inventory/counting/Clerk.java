package dev.tradewind.inventory.counting;

import dev.tradewind.web.Caller;
import dev.tradewind.web.Forbidden;
import java.util.UUID;

/// Somebody who may change the stock of one organisation.
record Clerk(UUID accountId, UUID organizationId) {

    static Clerk of(Caller caller) {
        caller.mustBe(Caller.Role.STAFF, Caller.Role.ADMIN);
        var organization = caller.organizationId();
        if (organization == null) {
            throw new Forbidden();
        }
        return new Clerk(caller.accountId(), organization);
    }
}
