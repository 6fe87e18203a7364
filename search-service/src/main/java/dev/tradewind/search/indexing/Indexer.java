package dev.tradewind.search.indexing;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import dev.tradewind.search.indexing.Targets.Target;
import dev.tradewind.search.listing.Listing;
import dev.tradewind.search.listing.Listings;
import dev.tradewind.search.listing.Listings.Indexed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Brings listings into every index that is written, a bulk request at a time.
///
/// Several instances may send the same listing: the index takes it once and answers the others with a conflict,
/// because it keeps the listing's own version. So there is nothing to lock and nothing to lease, and whoever dies in
/// between leaves a listing that is sent again.
@Component
class Indexer {

    static final int BATCH = 500;

    private final ElasticsearchClient client;
    private final ProductIndex index;
    private final Targets targets;
    private final Listings listings;
    private final IndexVersions versions;
    private final Verdicts verdicts;
    private final TransactionOperations transaction;

    Indexer(
            ElasticsearchClient client,
            ProductIndex index,
            Targets targets,
            Listings listings,
            IndexVersions versions,
            Verdicts verdicts,
            TransactionOperations transaction) {
        this.client = client;
        this.index = index;
        this.targets = targets;
        this.listings = listings;
        this.versions = versions;
        this.verdicts = verdicts;
        this.transaction = transaction;
    }

    /// The index may be another one than before the last failure, and then everything has to go there.
    void prepare() throws IOException {
        index.prepare();
    }

    /// Sends one batch.
    ///
    /// @return whether there may be more
    /// @throws IOException when the index took nothing of it and should be asked again later; what it does not take
    ///     although it takes others comes last the next time
    boolean send() throws IOException {
        var to = targets.all();
        var batch = listings.toIndex(BATCH);
        if (batch.isEmpty()) {
            return false;
        }
        var answer = client.bulk(new BulkRequest.Builder()
                .requireAlias(true)
                .operations(to.stream()
                        .flatMap(target -> batch.stream().map(it -> operation(target.name(), it)))
                        .toList())
                .build());
        var settled = new ArrayList<Indexed>();
        var later = new ArrayList<Indexed>();
        for (var i = 0; i < batch.size(); i++) {
            var verdict = verdicts.on(batch.get(i), items(answer.items(), i, batch.size()));
            (verdict.isFinal() ? settled : later).add(verdict);
        }
        if (settled.isEmpty()) {
            throw new IOException("None of %d listings was taken, for one: %s"
                    .formatted(batch.size(), later.getFirst().refusal()));
        }
        var isWrittenDown = writeDown(to, batch, settled, later);
        // The oldest and the newest may be the same, and then they are fewer.
        return !isWrittenDown || !later.isEmpty() || batch.size() >= BATCH / 2;
    }

    /// Lets searches find what was sent.
    void show() throws IOException {
        var unseen = versions.unseen();
        if (!unseen.isEmpty()) {
            client.indices().refresh(it -> it.index(index.alias()));
            versions.seen(unseen);
        }
    }

    /// @return false when an index was added meanwhile, which has not got it
    private boolean writeDown(List<Target> to, List<Listing> batch, List<Indexed> settled, List<Indexed> later) {
        var answers = new ArrayList<>(settled);
        answers.addAll(later);
        var organizations = batch.stream().map(Listing::organizationId).collect(Collectors.toSet());
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            if (!targets.areStill(to)) {
                return false;
            }
            listings.indexed(answers);
            versions.sent(organizations);
            return true;
        }));
    }

    private static List<BulkResponseItem> items(List<BulkResponseItem> all, int position, int batch) {
        return IntStream.iterate(position, it -> it < all.size(), it -> it + batch)
                .mapToObj(all::get)
                .toList();
    }

    /// What brings a listing into the index of that name, unless it has this version or a newer one.
    static BulkOperation operation(String index, Listing listing) {
        var to = ProductIndex.written(index);
        var id = listing.productId().toString();
        var product = listing.product();
        if (product == null) {
            return BulkOperation.of(it -> it.delete(
                    delete -> delete.index(to).id(id).version(listing.version()).versionType(VersionType.External)));
        }
        return BulkOperation.of(it -> it.<Document>index(put -> put.index(to)
                .id(id)
                .version(listing.version())
                .versionType(VersionType.External)
                .document(Document.of(listing, product))));
    }
}
