package dev.tradewind.catalog.access;

import dev.tradewind.web.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody who looks at shelves: a member at those of the own organisation, everybody else at all that are public.
///
/// @param organizationId null when nothing is left out
public record Viewer(@Nullable UUID organizationId) {

    public static Viewer of(@Nullable Caller caller) {
        return new Viewer(caller == null ? null : caller.organizationId());
    }
}
