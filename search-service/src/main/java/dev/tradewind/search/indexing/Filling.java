package dev.tradewind.search.indexing;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import dev.tradewind.search.listing.Listing;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Copies listings into one index, beside the [Indexer] that brings changes to all. Both write each listing under its
/// version, so the newer one stays whoever comes last.
@Component
public class Filling {

    private final ElasticsearchClient client;

    Filling(ElasticsearchClient client) {
        this.client = client;
    }

    /// What nobody should find is deleted, so that the index has no version of it that is older.
    ///
    /// @return how many products the index has of these, be it from here or newer ones; what it does not take at
    ///     all is known as refused, or will be
    /// @throws IOException when it should be asked again later
    public int fill(String name, List<Listing> page) throws IOException {
        if (page.isEmpty()) {
            return 0;
        }
        var answer = client.bulk(new BulkRequest.Builder()
                .requireAlias(true)
                .operations(page.stream().map(it -> Indexer.operation(name, it)).toList())
                .build());
        var taken = 0;
        for (var i = 0; i < page.size(); i++) {
            var item = answer.items().get(i);
            var error = item.error();
            if (error == null || item.status() == HttpStatus.CONFLICT.value()) {
                taken += page.get(i).product() == null ? 0 : 1;
            } else if (item.status() != HttpStatus.BAD_REQUEST.value()) {
                throw new IOException("%s is not copied: %s".formatted(item.id(), error.reason()));
            }
        }
        return taken;
    }

    /// Lets searches find what was copied.
    public void show(String name) throws IOException {
        client.indices().refresh(it -> it.index(name));
    }
}
