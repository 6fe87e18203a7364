package dev.tradewind.search.indexing;

import dev.tradewind.search.listing.Listings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// What is worth an alarm: listings that wait for the index, and those it does not take. Both are counted over their
/// partial indexes.
@Component
class IndexGauges implements MeterBinder {

    private final Listings listings;

    IndexGauges(Listings listings) {
        this.listings = listings;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("tradewind.search.listings.waiting", listings, counted(Listings::countWaiting))
                .description("Changes that the index is not known to have")
                .register(meters);
        Gauge.builder("tradewind.search.listings.refused", listings, counted(Listings::countRefused))
                .description("Listings that the index does not take")
                .register(meters);
    }

    /// NaN when the database is away.
    private static ToDoubleFunction<Listings> counted(ToDoubleFunction<Listings> count) {
        return listings -> {
            try {
                return count.applyAsDouble(listings);
            } catch (DataAccessException | TransactionException _) {
                return Double.NaN;
            }
        };
    }
}
