package dev.tradewind.search.indexing;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import dev.tradewind.search.listing.Listing;
import dev.tradewind.search.listing.Listings;
import dev.tradewind.search.listing.Listings.Indexed;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Brings listings into the index, a bulk request at a time.
///
/// Several instances may send the same listing: the index takes it once and answers the others with a conflict,
/// because it keeps the listing's own version. So there is nothing to lock and nothing to lease, and whoever dies in
/// between leaves a listing that is sent again.
@Component
class Indexer {

    static final int BATCH = 500;

    private static final Logger log = LoggerFactory.getLogger(Indexer.class);

    private final ElasticsearchClient client;
    private final ProductIndex index;
    private final Listings listings;
    private final MeterRegistry meters;

    Indexer(ElasticsearchClient client, ProductIndex index, Listings listings, MeterRegistry meters) {
        this.client = client;
        this.index = index;
        this.listings = listings;
        this.meters = meters;
    }

    /// The index may be another one than before the last failure, and then everything has to go there.
    void prepare() throws IOException {
        if (index.make()) {
            listings.forgetIndexed();
        }
    }

    /// Sends one batch.
    ///
    /// @return whether there may be more
    /// @throws IOException when the index did not take all of it and should be asked again later
    boolean send() throws IOException {
        var batch = listings.toIndex(BATCH);
        if (batch.isEmpty()) {
            return false;
        }
        var answer = client.bulk(new BulkRequest.Builder()
                .index(index.alias())
                .requireAlias(true)
                .operations(batch.stream().map(Indexer::operation).toList())
                .build());
        var settled = new ArrayList<Indexed>();
        for (var i = 0; i < batch.size(); i++) {
            var item = answer.items().get(i);
            if (!isLater(item)) {
                settled.add(settled(batch.get(i), item));
            }
        }
        listings.indexed(settled);
        if (settled.size() < batch.size()) {
            throw new IOException(
                    "%d of %d listings were not taken".formatted(batch.size() - settled.size(), batch.size()));
        }
        return batch.size() == BATCH;
    }

    private static BulkOperation operation(Listing listing) {
        var id = listing.productId().toString();
        var product = listing.product();
        if (product == null) {
            return BulkOperation.of(it ->
                    it.delete(delete -> delete.id(id).version(listing.version()).versionType(VersionType.External)));
        }
        return BulkOperation.of(it -> it.<Document>index(put -> put.id(id)
                .version(listing.version())
                .versionType(VersionType.External)
                .document(Document.of(product, listing.inStock()))));
    }

    /// Whether the index may take it another time: it is overloaded, or gone altogether.
    private static boolean isLater(BulkResponseItem item) {
        var error = item.error();
        return error != null
                && (item.status() >= HttpStatus.INTERNAL_SERVER_ERROR.value()
                        || item.status() == HttpStatus.TOO_MANY_REQUESTS.value()
                        || item.status() == HttpStatus.NOT_FOUND.value());
    }

    /// A conflict says that the index has this version or a newer one.
    private Indexed settled(Listing listing, BulkResponseItem item) {
        var error = item.error();
        if (error == null || item.status() == HttpStatus.CONFLICT.value()) {
            meters.counter("tradewind.search.indexed").increment();
            return new Indexed(listing.productId(), listing.version(), null);
        }
        meters.counter("tradewind.search.refused").increment();
        log.atError()
                .addKeyValue("productId", listing.productId())
                .addKeyValue("version", listing.version())
                .addKeyValue("reason", error.reason())
                .log("Elasticsearch does not take a product, which cannot be found until it changes");
        return new Indexed(listing.productId(), listing.version(), error.type() + ": " + error.reason());
    }
}
