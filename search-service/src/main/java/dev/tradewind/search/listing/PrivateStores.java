package dev.tradewind.search.listing;

import dev.tradewind.web.Caller;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The stores that are for the people of their organisation only. They are few, so questions name them and no document
/// has to change when a store does.
@Component
public class PrivateStores {

    private static final Logger log = LoggerFactory.getLogger(PrivateStores.class);
    private static final long A_MOMENT = Duration.ofSeconds(1).toNanos();

    private final JdbcClient jdbc;
    private volatile @Nullable Known known;

    private record Known(Set<UUID> stores, long at) {}

    PrivateStores(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Those whose products the caller must not hear of. A member hears of no other organisation anyway, and the
    /// operator of all.
    public Set<UUID> hiddenFrom(@Nullable Caller caller) {
        var hearsOfAll = caller != null && (caller.organizationId() != null || caller.is(Caller.Role.OPERATOR));
        return hearsOfAll ? Set.of() : all();
    }

    private Set<UUID> all() {
        var before = known;
        if (before != null && System.nanoTime() - before.at() < A_MOMENT) {
            return before.stores();
        }
        try {
            var now = new Known(
                    jdbc.sql("select store_id from stores where members_only")
                            .query((row, _) -> row.getObject("store_id", UUID.class))
                            .set(),
                    System.nanoTime());
            known = now;
            return now.stores();
        } catch (DataAccessException away) {
            if (before == null) {
                throw away;
            }
            log.atWarn().setCause(away).log("Which stores are private is not known anew");
            return before.stores();
        }
    }
}
