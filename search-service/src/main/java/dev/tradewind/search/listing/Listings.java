package dev.tradewind.search.listing;

import dev.tradewind.messaging.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The table of listings.
///
/// Product and stock come from two topics with two sequences, and Elasticsearch knows one version for each document.
/// So both are gathered here, and the document carries the version of the row.
///
/// Whoever changes several of them locks them in the order of their ids, all before the first is changed.
@Repository
public class Listings {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Listings(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// @param product null once it is deleted
    record ProductFact(
            UUID productId,
            UUID organizationId,
            long sequence,
            @Nullable Product product) {}

    record StockFact(UUID productId, UUID organizationId, long sequence, boolean inStock) {}

    /// Locks these, and makes those that are not there yet, so that whoever changes them by several statements waits
    /// for nobody who waits for them.
    ///
    /// @param products and their organisations
    /// @param stores all of whose products are locked too
    void lock(Map<UUID, UUID> products, Collection<UUID> stores) {
        var facts = List.copyOf(products.entrySet());
        jdbc.sql("""
                insert into listings (product_id, organization_id, version)
                select id, organization_id, 0
                from unnest(:ids, :organizations) as fact (id, organization_id)
                order by id
                on conflict (product_id) do nothing
                """)
                .param("ids", Column.uuids(facts, Map.Entry::getKey))
                .param("organizations", Column.uuids(facts, Map.Entry::getValue))
                .update();
        jdbc.sql("""
                select count(*)
                from (
                    select product_id
                    from listings
                    where product_id = any (:ids) or store_id = any (:stores)
                    order by product_id
                    for update
                ) locked
                """)
                .param("ids", Column.ids(products.keySet()))
                .param("stores", Column.ids(stores))
                .query((row, _) -> row.getLong(1))
                .single();
    }

    /// One fact for each product; older ones than those known change nothing.
    void takeProducts(Collection<ProductFact> facts) {
        jdbc.sql("""
                insert into listings (product_id, organization_id, product_version, product, version, can_wait)
                select id, organization_id, sequence, product::jsonb, 1, false
                from unnest(:ids, :organizations, :sequences, :products) as fact (id, organization_id, sequence, product)
                order by id
                on conflict (product_id) do update
                set organization_id = excluded.organization_id,
                    product_version = excluded.product_version,
                    product = excluded.product,
                    version = listings.version + 1,
                    can_wait = false,
                    changed_at = excluded.changed_at
                where listings.product_version < excluded.product_version
                """)
                .param("ids", Column.uuids(facts, ProductFact::productId))
                .param("organizations", Column.uuids(facts, ProductFact::organizationId))
                .param("sequences", Column.numbers(facts, ProductFact::sequence))
                .param("products", Column.texts(facts, it -> write(it.product())))
                .update();
    }

    /// The same for the stock. Most orders take from a shelf that does not become empty by it, and then the document
    /// stays as it is.
    void takeStock(Collection<StockFact> facts) {
        jdbc.sql("""
                insert into listings (product_id, organization_id, stock_version, in_stock, version)
                select id, organization_id, sequence, in_stock, 0
                from unnest(:ids, :organizations, :sequences, :inStock) as fact (id, organization_id, sequence, in_stock)
                order by id
                on conflict (product_id) do update
                set stock_version = excluded.stock_version,
                    in_stock = excluded.in_stock,
                    version = listings.version
                        + case when listings.in_stock = excluded.in_stock or listings.product is null then 0 else 1 end,
                    can_wait = listings.can_wait
                        and (listings.in_stock = excluded.in_stock or listings.product is null),
                    changed_at = case
                        when listings.in_stock = excluded.in_stock or listings.product is null then listings.changed_at
                        else excluded.changed_at
                    end
                where listings.stock_version < excluded.stock_version
                """)
                .param("ids", Column.uuids(facts, StockFact::productId))
                .param("organizations", Column.uuids(facts, StockFact::organizationId))
                .param("sequences", Column.numbers(facts, StockFact::sequence))
                .param("inStock", Column.flags(facts, StockFact::inStock))
                .update();
    }

    /// Those that the index is not known to have, at most so many.
    ///
    /// What says more of a product than that its store closed or that people want it goes first, however many of
    /// those wait. Half are the newest: whoever changes one price does not wait for what was imported before.
    public List<Listing> toIndex(int most) {
        return jdbc.sql("""
                        select product_id, listings.organization_id, product, in_stock, popularity, listings.version,
                            stores.name as store_name, coalesce(stores.open, false) as store_open
                        from listings
                        left join stores using (store_id)
                        where product_id in (
                            (select product_id from listings where indexed < version
                                order by failures, can_wait, changed_at, product_id limit :half)
                            union
                            (select product_id from listings where indexed < version
                                order by failures, can_wait, changed_at desc, product_id limit :half))
                        order by product_id
                        """)
                .param("half", most / 2)
                .query((row, _) -> listing(row))
                .list();
    }

    /// All of them in the order of their ids, from the one after `after` on, at most so many.
    public List<Listing> after(UUID after, int most) {
        return jdbc.sql("""
                        select product_id, listings.organization_id, product, in_stock, popularity, listings.version,
                            stores.name as store_name, coalesce(stores.open, false) as store_open
                        from (
                            select * from listings where product_id > :after order by product_id limit :most
                        ) listings
                        left join stores using (store_id)
                        order by product_id
                        """)
                .param("after", after)
                .param("most", most)
                .query((row, _) -> listing(row))
                .list();
    }

    /// Those of the products that nobody should find.
    public List<Listing> deletedOf(Collection<UUID> products) {
        return jdbc.sql("""
                        select product_id, organization_id, product, in_stock, popularity, version,
                            null as store_name, false as store_open
                        from listings
                        where product_id = any (:ids) and product is null
                        """)
                .param("ids", Column.ids(products))
                .query((row, _) -> listing(row))
                .list();
    }

    private Listing listing(ResultSet row) throws SQLException {
        return new Listing(
                row.getObject("product_id", UUID.class),
                row.getObject("organization_id", UUID.class),
                read(row.getString("product")),
                row.getBoolean("in_stock"),
                row.getString("store_name"),
                row.getBoolean("store_open"),
                row.getLong("popularity"),
                row.getLong("version"));
    }

    /// What the index answered for one listing.
    ///
    /// @param refusal why it does not take this version; null when it has it
    /// @param isFinal whether it need not be asked again with this version
    public record Indexed(
            UUID productId, long version, @Nullable String refusal, boolean isFinal) {}

    /// A listing that has changed since it was sent stays to be indexed.
    ///
    /// Elasticsearch knows for a while only at which version something was deleted. An instance that stalls
    /// for longer brings an old version back, and so what was deleted meanwhile is deleted once more.
    public void indexed(Collection<Indexed> answers) {
        jdbc.sql("""
                with answer as (
                    select *
                    from unnest(:ids, :versions, :refusals, :final) as answer (id, version, refusal, final)
                ), locked as (
                    select product_id
                    from listings
                    where product_id = any (:ids)
                    order by product_id
                    for update
                )
                update listings
                set indexed = case
                        when answer.version < listings.indexed then 0
                        when answer.final then answer.version
                        else listings.indexed
                    end,
                    failures = case when answer.final then 0 else listings.failures + 1 end,
                    can_wait = can_wait or answer.final and answer.version = listings.version,
                    refusal = answer.refusal
                from locked
                join answer on answer.id = locked.product_id
                where listings.product_id = locked.product_id
                  and (indexed < answer.version or indexed > answer.version and product is null)
                """)
                .param("ids", Column.uuids(answers, Indexed::productId))
                .param("versions", Column.numbers(answers, Indexed::version))
                .param("refusals", Column.texts(answers, Indexed::refusal))
                .param("final", Column.flags(answers, Indexed::isFinal))
                .update();
    }

    /// An index is empty: all that can be found has to go there again.
    public void forgetIndexed() {
        jdbc.sql("""
                with locked as (
                    select product_id from listings where product is not null order by product_id for update
                )
                update listings
                set indexed = 0, failures = 0, can_wait = true, changed_at = now()
                from locked
                where listings.product_id = locked.product_id
                """).update();
    }

    /// A listing that the index does not take, for a person to look at.
    ///
    /// @param isFinal whether it waits for a change or for [#retryRefused]
    public record Refused(UUID productId, UUID organizationId, String refusal, int failures, boolean isFinal) {}

    /// In the order of their ids, from the one after `after` on.
    public List<Refused> refused(UUID after, int most) {
        return jdbc.sql("""
                        select product_id, organization_id, refusal, failures, indexed >= version as final
                        from listings
                        where refusal is not null and product_id > :after
                        order by product_id
                        limit :most
                        """)
                .param("after", after)
                .param("most", most)
                .query((row, _) -> new Refused(
                        row.getObject("product_id", UUID.class),
                        row.getObject("organization_id", UUID.class),
                        row.getString("refusal"),
                        row.getInt("failures"),
                        row.getBoolean("final")))
                .list();
    }

    /// Sends everything again that was not taken.
    ///
    /// @return how many there are
    public int retryRefused() {
        return jdbc.sql("""
                with locked as (
                    select product_id from listings where refusal is not null order by product_id for update
                )
                update listings
                set indexed = 0, failures = 0
                from locked
                where listings.product_id = locked.product_id
                """).update();
    }

    public long countRefused() {
        return count("select count(*) from listings where refusal is not null");
    }

    /// How many changes the index is not known to have.
    public long countWaiting() {
        return count("select count(*) from listings where indexed < version");
    }

    private long count(String sql) {
        return jdbc.sql(sql).query((row, _) -> row.getLong(1)).single();
    }

    private @Nullable String write(@Nullable Product product) {
        return product == null ? null : json.writeValueAsString(product);
    }

    private @Nullable Product read(@Nullable String product) {
        return product == null ? null : json.readValue(product, Product.class);
    }
}
