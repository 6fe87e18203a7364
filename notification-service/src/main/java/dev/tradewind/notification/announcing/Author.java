package dev.tradewind.notification.announcing;

import dev.tradewind.notification.announcing.Announcement.Reach;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Caller.Role;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody who may announce: an administrator to their organisation, an operator to everyone.
///
/// @param organizationId null for an operator
record Author(UUID accountId, @Nullable UUID organizationId) {

    static Author of(Caller caller) {
        caller.mustBe(Role.ADMIN, Role.OPERATOR);
        return new Author(caller.accountId(), caller.is(Role.OPERATOR) ? null : caller.ownOrganization());
    }

    /// @param wanted null for as many as they may speak to
    Reach reach(@Nullable Reach wanted) {
        if (organizationId == null) {
            if (wanted != null && wanted != Reach.EVERYONE) {
                throw new CannotAnnounce.NotTheirs("EVERYONE, because they belong to no organisation");
            }
            return Reach.EVERYONE;
        }
        if (wanted == Reach.EVERYONE) {
            throw new CannotAnnounce.NotTheirs("MEMBERS or STAFF of their organisation");
        }
        return wanted == null ? Reach.MEMBERS : wanted;
    }
}
