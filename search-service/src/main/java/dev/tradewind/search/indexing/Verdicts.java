package dev.tradewind.search.indexing;

import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import dev.tradewind.search.listing.Listing;
import dev.tradewind.search.listing.Listings.Indexed;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// What the answers of the indexes mean for a listing.
///
/// Only an answer that speaks of the document itself is final. An index that is read-only, overloaded, missing or
/// away says nothing of the document, and the listing waits, however long that takes.
@Component
class Verdicts {

    private static final Logger log = LoggerFactory.getLogger(Verdicts.class);

    private final MeterRegistry meters;

    Verdicts(MeterRegistry meters) {
        this.meters = meters;
    }

    /// @param items one of each index
    Indexed on(Listing listing, List<BulkResponseItem> items) {
        for (var item : items) {
            if (isLater(item)) {
                return new Indexed(listing.productId(), listing.version(), reason(item), false);
            }
        }
        for (var item : items) {
            if (isRefused(item)) {
                return refused(listing, reason(item));
            }
        }
        meters.counter("tradewind.search.indexed").increment();
        return new Indexed(listing.productId(), listing.version(), null, true);
    }

    private Indexed refused(Listing listing, String reason) {
        meters.counter("tradewind.search.refused").increment();
        log.atError()
                .addKeyValue("productId", listing.productId())
                .addKeyValue("version", listing.version())
                .addKeyValue("reason", reason)
                .log("Elasticsearch does not take a product, which is found as it was until it changes");
        return new Indexed(listing.productId(), listing.version(), reason, true);
    }

    private static boolean isLater(BulkResponseItem item) {
        return !isRefused(item) && !isTaken(item);
    }

    /// For what it is, alone.
    static boolean isRefused(BulkResponseItem item) {
        return item.error() != null
                && (item.status() == HttpStatus.BAD_REQUEST.value()
                        || item.status() == HttpStatus.CONTENT_TOO_LARGE.value());
    }

    /// A conflict says that the index has this version or a newer one.
    static boolean isTaken(BulkResponseItem item) {
        return item.error() == null || item.status() == HttpStatus.CONFLICT.value();
    }

    static String reason(BulkResponseItem item) {
        var error = item.error();
        return error == null ? "" : error.type() + ": " + error.reason();
    }
}
