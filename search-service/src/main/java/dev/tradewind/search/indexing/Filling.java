package dev.tradewind.search.indexing;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import dev.tradewind.search.listing.Listing;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Component;

/// Copies listings into one index, beside the [Indexer] that brings changes to all. Both write each listing under its
/// version, so the newer one stays whoever comes last.
@Component
public class Filling {

    private final ElasticsearchClient client;
    private final Bulks bulks;

    Filling(ElasticsearchClient client, Bulks bulks) {
        this.client = client;
        this.bulks = bulks;
    }

    /// What nobody should find is deleted, so that the index has no version of it that is older.
    ///
    /// @return how many products the index has of these, be it from here or newer ones; what it does not take at
    ///     all is known as refused, or will be
    /// @throws IOException when it should be asked again later
    public int fill(String name, List<Listing> page) throws IOException {
        var taken = 0;
        for (var part : bulks.parts(page, 1)) {
            taken += taken(part.listings(), bulks.write(List.of(name), part));
        }
        return taken;
    }

    private static int taken(List<Listing> listings, List<List<BulkResponseItem>> answers) throws IOException {
        var taken = 0;
        for (var i = 0; i < listings.size(); i++) {
            for (var item : answers.get(i)) {
                if (Verdicts.isTaken(item)) {
                    taken += listings.get(i).product() == null ? 0 : 1;
                } else if (!Verdicts.isRefused(item)) {
                    throw new IOException("%s is not copied: %s".formatted(item.id(), Verdicts.reason(item)));
                }
            }
        }
        return taken;
    }

    /// Lets searches find what was copied.
    public void show(String name) throws IOException {
        client.indices().refresh(it -> it.index(name));
    }
}
