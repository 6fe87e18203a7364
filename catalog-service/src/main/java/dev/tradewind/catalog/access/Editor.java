package dev.tradewind.catalog.access;

import dev.tradewind.web.Caller;
import java.util.UUID;

/// Somebody who may change the shelves of one organisation.
public record Editor(UUID organizationId) {

    /// Refuses with 403 whoever is neither staff nor administrator of an organisation.
    public static Editor of(Caller caller) {
        caller.mustBe(Caller.Role.STAFF, Caller.Role.ADMIN);
        return new Editor(caller.ownOrganization());
    }
}
