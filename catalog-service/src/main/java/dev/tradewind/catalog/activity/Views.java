package dev.tradewind.catalog.activity;

import dev.tradewind.contracts.ActivityEvent.ProductViewed;
import dev.tradewind.messaging.Asides;
import dev.tradewind.web.Caller;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells in passing who looked at which product: a page must not cost a transaction, and a view that is lost changes
/// nothing that matters. Of those who are not signed in nothing is told, and of machines neither.
@Component
public class Views {

    private final Asides asides;
    private final Clock clock;

    Views(Asides asides, Clock clock) {
        this.asides = asides;
        this.clock = clock;
    }

    /// @param organizationId whose product it is
    public void seen(@Nullable Caller caller, UUID organizationId, UUID productId) {
        if (caller != null && !caller.roles().isEmpty()) {
            asides.say(new ProductViewed(caller.accountId(), organizationId, productId, clock.instant()));
        }
    }
}
