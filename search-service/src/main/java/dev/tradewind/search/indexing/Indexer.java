package dev.tradewind.search.indexing;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import dev.tradewind.search.indexing.Bulks.Part;
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

/// Brings listings into every index that is written, some bulk requests at a time.
///
/// Several instances may send the same listing: the index takes it once and answers the others with a conflict,
/// because it keeps the listing's own version. So there is nothing to lock and nothing to lease, and whoever dies in
/// between leaves a listing that is sent again.
@Component
class Indexer {

    static final int BATCH = 500;

    private final ElasticsearchClient client;
    private final Bulks bulks;
    private final ProductIndex index;
    private final Targets targets;
    private final Listings listings;
    private final IndexVersions versions;
    private final Verdicts verdicts;
    private final TransactionOperations transaction;

    Indexer(
            ElasticsearchClient client,
            Bulks bulks,
            ProductIndex index,
            Targets targets,
            Listings listings,
            IndexVersions versions,
            Verdicts verdicts,
            TransactionOperations transaction) {
        this.client = client;
        this.bulks = bulks;
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
        var isWrittenDown = true;
        var isTaken = false;
        var later = new ArrayList<Indexed>();
        for (var part : bulks.parts(batch, to.size())) {
            var settled = new ArrayList<Indexed>();
            for (var verdict : verdicts(to, part)) {
                (verdict.isFinal() ? settled : later).add(verdict);
            }
            if (!settled.isEmpty()) {
                isTaken = true;
                isWrittenDown &= writeDown(to, part.listings(), settled);
            }
        }
        if (!isTaken) {
            throw new IOException("None of %d listings was taken, for one: %s"
                    .formatted(batch.size(), later.getFirst().refusal()));
        }
        if (!later.isEmpty()) {
            writeDown(to, batch, later);
        }
        // The oldest and the newest may be the same, and then they are fewer.
        return !isWrittenDown || !later.isEmpty() || batch.size() >= BATCH / 2;
    }

    private List<Indexed> verdicts(List<Target> to, Part part) throws IOException {
        var sent = part.listings();
        var answers = bulks.write(to.stream().map(Target::name).toList(), part);
        return IntStream.range(0, sent.size())
                .mapToObj(i -> verdicts.on(sent.get(i), answers.get(i)))
                .toList();
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
    private boolean writeDown(List<Target> to, List<Listing> sent, List<Indexed> verdicts) {
        var organizations = sent.stream().map(Listing::organizationId).collect(Collectors.toSet());
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            if (!targets.areStill(to)) {
                return false;
            }
            listings.indexed(verdicts);
            versions.sent(organizations);
            return true;
        }));
    }
}
