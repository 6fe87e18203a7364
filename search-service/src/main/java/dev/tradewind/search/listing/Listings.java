package dev.tradewind.search.listing;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The table of listings.
///
/// Product and stock come from two topics with two sequences, and Elasticsearch knows one version for each document.
/// So both are gathered here, and the document carries the version of the row.
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

    /// One fact for each product; older ones than those known change nothing.
    void takeProducts(Collection<ProductFact> facts) {
        jdbc.sql("""
                insert into listings (product_id, organization_id, product_version, product, version)
                select id, organization_id, sequence, product::jsonb, 1
                from unnest(:ids, :organizations, :sequences, :products) as fact (id, organization_id, sequence, product)
                order by id
                on conflict (product_id) do update
                set organization_id = excluded.organization_id,
                    product_version = excluded.product_version,
                    product = excluded.product,
                    version = listings.version + 1
                where listings.product_version < excluded.product_version
                """)
                .param("ids", column("uuid", facts.stream().map(ProductFact::productId)))
                .param("organizations", column("uuid", facts.stream().map(ProductFact::organizationId)))
                .param("sequences", column("bigint", facts.stream().map(ProductFact::sequence)))
                .param("products", column("text", facts.stream().map(it -> write(it.product()))))
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
                        + case when listings.in_stock = excluded.in_stock or listings.product is null then 0 else 1 end
                where listings.stock_version < excluded.stock_version
                """)
                .param("ids", column("uuid", facts.stream().map(StockFact::productId)))
                .param("organizations", column("uuid", facts.stream().map(StockFact::organizationId)))
                .param("sequences", column("bigint", facts.stream().map(StockFact::sequence)))
                .param("inStock", column("boolean", facts.stream().map(StockFact::inStock)))
                .update();
    }

    /// Those that the index is not known to have, at most so many.
    public List<Listing> toIndex(int most) {
        return jdbc.sql("""
                        select product_id, product, in_stock, version
                        from listings
                        where indexed < version
                        order by product_id
                        limit :most
                        """)
                .param("most", most)
                .query((row, _) -> new Listing(
                        row.getObject("product_id", UUID.class),
                        read(row.getString("product")),
                        row.getBoolean("in_stock"),
                        row.getLong("version")))
                .list();
    }

    /// What the index answered for one listing.
    ///
    /// @param refusal why it will never take this version; null when it has it
    public record Indexed(
            UUID productId, long version, @Nullable String refusal) {}

    /// A listing that has changed since it was sent stays to be indexed.
    public void indexed(Collection<Indexed> answers) {
        jdbc.sql("""
                update listings
                set indexed = answer.version,
                    refusal = answer.refusal
                from unnest(:ids, :versions, :refusals) as answer (id, version, refusal)
                where product_id = answer.id
                  and indexed < answer.version
                """)
                .param("ids", column("uuid", answers.stream().map(Indexed::productId)))
                .param("versions", column("bigint", answers.stream().map(Indexed::version)))
                .param("refusals", column("text", answers.stream().map(Indexed::refusal)))
                .update();
    }

    /// The index is empty: all that can be found has to go there again.
    public void forgetIndexed() {
        jdbc.sql("update listings set indexed = 0 where product is not null").update();
    }

    private @Nullable String write(@Nullable Product product) {
        return product == null ? null : json.writeValueAsString(product);
    }

    private @Nullable Product read(@Nullable String product) {
        return product == null ? null : json.readValue(product, Product.class);
    }

    /// One column of many rows, for `unnest`. An array may hold nulls, though its constructor does not say so.
    @SuppressWarnings("NullAway")
    private static SqlArrayValue column(String type, java.util.stream.Stream<? extends @Nullable Object> values) {
        return new SqlArrayValue(type, values.toArray());
    }
}
