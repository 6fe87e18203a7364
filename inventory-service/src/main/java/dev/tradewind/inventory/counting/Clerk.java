package dev.tradewind.inventory.counting;

import dev.tradewind.web.Caller;
import java.util.UUID;

/// Somebody who may change the stock of one organisation.
record Clerk(UUID accountId, UUID organizationId) {

    static Clerk of(Caller caller) {
        var organization = caller.organizationId();
        var mayChange = caller.is(Caller.Role.STAFF) || caller.is(Caller.Role.ADMIN);
        if (organization == null || !mayChange) {
            throw new NotAClerk();
        }
        return new Clerk(caller.accountId(), organization);
    }
}
