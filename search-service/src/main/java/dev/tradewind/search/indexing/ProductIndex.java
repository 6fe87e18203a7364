package dev.tradewind.search.indexing;

import static java.util.Objects.requireNonNull;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.indices.CreateIndexRequest;
import dev.tradewind.messaging.Ids;
import dev.tradewind.search.indexing.Targets.Target;
import dev.tradewind.search.listing.Listings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// The index of all products. It is read by an alias, and changes are written to every index of [#targets], so that
/// another one can be filled beside it and take its place while both keep up with the shop:
/// [#add], fill it, [#serve], [#drop] the old one.
///
/// Its definition lets Elasticsearch mark matches by terms and not by weights, and keeps where the terms are: otherwise
/// a search spends three quarters of its time on the marks of the few products that it shows.
@Component
public class ProductIndex {

    private static final String DEFINITION = "/elasticsearch/products.json";

    private final ElasticsearchClient client;
    private final ElasticsearchClient hurried;
    private final Targets targets;
    private final Listings listings;
    private final IndexVersions versions;
    private final TransactionOperations transaction;
    private final String alias;

    /// @param prefix that of the topics, so that sites which share a broker can share a cluster too
    ProductIndex(
            ElasticsearchClient client,
            @Qualifier("hurriedElasticsearchClient") ElasticsearchClient hurried,
            Targets targets,
            Listings listings,
            IndexVersions versions,
            TransactionOperations transaction,
            @Value("${tradewind.messaging.topic-prefix:}") String prefix) {
        this.client = client;
        this.hurried = hurried;
        this.targets = targets;
        this.listings = listings;
        this.versions = versions;
        this.transaction = transaction;
        this.alias = prefix + "products";
    }

    /// What searches ask.
    public String alias() {
        return alias;
    }

    /// The name by which one index is written. Elasticsearch never makes an index by itself for an alias that is
    /// required, so one that is lost is noticed instead of coming back without its definition.
    public static String written(String name) {
        return name + "-written";
    }

    /// The indexes that every change is written to, one of them being read.
    public List<String> targets() {
        return targets.all().stream().map(Target::name).toList();
    }

    public String serving() {
        return targets.serving().orElseThrow(() -> new IllegalStateException("No index was made yet"));
    }

    /// Makes an empty index that gets every change from now on, and that nobody reads.
    ///
    /// Whatever changed before is in the listings when this returns: who copies them into it from then on,
    /// each under its version, misses nothing.
    public String add() throws IOException {
        var name = alias + "-" + Ids.next();
        make(name);
        targets.add(name);
        return name;
    }

    /// Lets searches read this one from now on; the one before goes on being written.
    public void serve(String name) throws IOException {
        transaction.executeWithoutResult(_ -> {
            if (!targets.serve(name)) {
                throw new IllegalArgumentException("index: " + name + " (expected: one of those that are written)");
            }
        });
        pointToServing();
    }

    /// Lets searches find all that the index has got: nobody refreshed it while nobody read it. The numbers change
    /// after that, so that what was asked a moment too early is not answered from memory.
    private void show(String name) throws IOException {
        versions.allChanged();
        var unseen = versions.unseen();
        client.indices().refresh(it -> it.index(name));
        versions.seen(unseen);
    }

    /// Writes to this one no longer, and removes it.
    public void drop(String name) throws IOException {
        if (!targets.drop(name)) {
            throw new IllegalArgumentException("index: " + name + " (expected: one that is written and not read)");
        }
        client.indices().delete(it -> it.index(name).ignoreUnavailable(true));
    }

    /// Removes what a crash left in Elasticsearch: indexes of ours that nothing is written to. Only for whoever may
    /// [#add] at the moment, because one that is just being added looks the same.
    public void sweep() throws IOException {
        var there = client.indices().get(it -> it.index(alias + "-*")).indices().keySet();
        var written = targets();
        for (var name : there) {
            if (!written.contains(name)) {
                client.indices().delete(it -> it.index(name).ignoreUnavailable(true));
            }
        }
    }

    /// For whoever asks how we are, and does not wait long.
    boolean exists() throws IOException {
        return hurried.indices().existsAlias(it -> it.name(alias)).value();
    }

    /// Makes what is missing: the first index, one that Elasticsearch has lost, the alias. An index made anew is
    /// empty, so everything has to go there again; that is written down first, lest a crash hide it.
    void prepare() throws IOException {
        if (targets.all().isEmpty()) {
            var name = alias + "-" + Ids.next();
            make(name);
            if (!targets.addFirst(name)) {
                client.indices().delete(it -> it.index(name).ignoreUnavailable(true));
            }
        }
        for (var target : targets.all()) {
            if (!client.indices().exists(it -> it.index(target.name())).value() && isToBeMadeAnew(target)) {
                make(target.name());
            }
        }
        if (!isReadBy(alias, serving())) {
            pointToServing();
        }
    }

    /// One that was dropped meanwhile is not missed, nor is one that another instance has just noted.
    private boolean isToBeMadeAnew(Target target) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            if (!targets.madeAnew(target)) {
                return false;
            }
            listings.forgetIndexed();
            return true;
        }));
    }

    private boolean isReadBy(String alias, String name) throws IOException {
        return client.indices().existsAlias(it -> it.index(name).name(alias)).value();
    }

    /// Asks Elasticsearch under the lock of what is served, the only place that does: whoever turns searches to
    /// another index meanwhile does so before this or after it, and never ends with the alias on the old one.
    private void pointToServing() throws IOException {
        try {
            transaction.executeWithoutResult(_ -> {
                try {
                    var name = targets.lockServing();
                    if (!isReadBy(alias, name)) {
                        point(name);
                    }
                } catch (IOException away) {
                    throw new UncheckedIOException(away);
                }
            });
        } catch (UncheckedIOException away) {
            throw requireNonNull(away.getCause());
        }
        show(serving());
    }

    /// In one step, so that no search finds both or none.
    private void point(String name) throws IOException {
        client.indices()
                .updateAliases(it -> it.actions(away -> away.remove(remove ->
                                remove.index(alias + "-*").alias(alias).mustExist(false)))
                        .actions(here -> here.add(add -> add.index(name).alias(alias))));
    }

    private void make(String name) throws IOException {
        try (var definition = requireNonNull(ProductIndex.class.getResourceAsStream(DEFINITION))) {
            client.indices()
                    .create(CreateIndexRequest.of(
                            it -> it.withJson(definition).index(name).aliases(written(name), alias -> alias)));
        } catch (ElasticsearchException refused) {
            // Another instance was faster.
            if (!"resource_already_exists_exception".equals(refused.error().type())) {
                throw refused;
            }
        }
    }
}
