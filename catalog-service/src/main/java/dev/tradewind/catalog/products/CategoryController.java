package dev.tradewind.catalog.products;

import dev.tradewind.catalog.access.Viewer;
import dev.tradewind.catalog.stores.PrivateStores;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Page;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CategoryController {

    private static final int MOST = 500;

    private final JdbcClient jdbc;

    CategoryController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Categories are what products say they are; all of them are one part.
    @GetMapping("/api/categories")
    Page<Category> list(@RequestParam(required = false) @Nullable UUID store, @Nullable Caller caller) {
        var viewer = Viewer.of(caller);
        return new Page<>(
                jdbc.sql("""
                        select category as name, count(*) as products
                        from products
                        where deleted_at is null
                          and category is not null
                          and (cast(:store as uuid) is null or store_id = :store)
                          and (cast(:store as uuid) is not null or cast(:organization as uuid) is null
                               or organization_id = :organization)
                          and\s""" + PrivateStores.SHOWN + """
                        group by category
                        order by category
                        limit :most
                        """)
                        .param("store", store)
                        .param("organization", viewer.organizationId())
                        .param("all", viewer.seesAll())
                        .param("most", MOST)
                        .query((row, _) -> new Category(row.getString("name"), row.getLong("products")))
                        .list(),
                null);
    }

    record Category(String name, long products) {}
}
