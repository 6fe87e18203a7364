package dev.tradewind.catalog.access;

import dev.tradewind.web.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody who looks at shelves: a member at those of the own organisation, everybody else at all that are public,
/// and the operator of the platform at all there are.
///
/// @param organizationId null when nothing but what is private is left out
/// @param seesAll whether nothing at all is left out
public record Viewer(@Nullable UUID organizationId, boolean seesAll) {

    public static Viewer of(@Nullable Caller caller) {
        return caller == null
                ? new Viewer(null, false)
                : new Viewer(caller.organizationId(), caller.is(Caller.Role.OPERATOR));
    }

    /// Whether this is one of those for whom a private store of the organisation is.
    public boolean isWithin(UUID organization) {
        return seesAll || organization.equals(organizationId);
    }
}
