package dev.tradewind.catalog.products;

import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Inserts many products by one statement.
@Component
class NewRows {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    NewRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// In the order of their numbers, so that two who insert the same ones never wait for each other.
    ///
    /// @return the ids of those that are there now; the numbers of the others were taken
    Set<UUID> insert(Collection<Product> fresh) {
        if (fresh.isEmpty()) {
            return Set.of();
        }
        var rows = fresh.stream()
                .map(Product::view)
                .sorted(Comparator.comparing(ProductView::sku))
                .toList();
        return jdbc.sql("""
                insert into products (id, organization_id, store_id, sku, title, description, category, brand,
                                      price_amount, price_currency, original_price_amount, attributes, images,
                                      version, created_at, updated_at)
                select r.id, r."organizationId", r."storeId", r.sku, r.title, r.description, r.category, r.brand,
                       (r.price ->> 'amount')::bigint, r.price ->> 'currency', (r."originalPrice" ->> 'amount')::bigint,
                       r.attributes, r.images, r.version, r."createdAt", r."updatedAt"
                from jsonb_to_recordset(:rows::jsonb) as r
                         (id uuid, "organizationId" uuid, "storeId" uuid, sku text, title text, description text,
                          category text, brand text, price jsonb, "originalPrice" jsonb, attributes jsonb,
                          images jsonb, version bigint, "createdAt" timestamptz, "updatedAt" timestamptz)
                order by r.sku
                on conflict (organization_id, sku) where deleted_at is null do nothing
                returning id
                """)
                .param("rows", json.writeValueAsString(rows))
                .query((row, _) -> row.getObject("id", UUID.class))
                .set();
    }
}
