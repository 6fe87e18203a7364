package dev.tradewind.search.indexing;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.indices.CreateIndexRequest;
import java.io.IOException;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The index of all products. It is written and read by its alias, so that another one can take its place.
@Component
public class ProductIndex {

    private static final String VERSION = "-v1";

    private final ElasticsearchClient client;
    private final String alias;

    /// @param prefix that of the topics, so that sites which share a broker can share a cluster too
    ProductIndex(ElasticsearchClient client, @Value("${tradewind.messaging.topic-prefix:}") String prefix) {
        this.client = client;
        this.alias = prefix + "products";
    }

    public String alias() {
        return alias;
    }

    boolean exists() throws IOException {
        return client.indices().existsAlias(it -> it.name(alias)).value();
    }

    /// Makes the index unless it is there.
    ///
    /// @return whether it was made, and so is empty
    boolean make() throws IOException {
        if (exists()) {
            return false;
        }
        try (var definition = Objects.requireNonNull(
                ProductIndex.class.getResourceAsStream("/elasticsearch/products" + VERSION + ".json"))) {
            client.indices()
                    .create(CreateIndexRequest.of(it -> it.withJson(definition)
                            .index(alias + VERSION)
                            .aliases(alias, alias -> alias.isWriteIndex(true))));
            return true;
        } catch (ElasticsearchException refused) {
            // Another instance was faster, and knows that it is empty.
            if ("resource_already_exists_exception".equals(refused.error().type())) {
                return false;
            }
            throw refused;
        }
    }
}
