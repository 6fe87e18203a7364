package dev.tradewind.catalog.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.catalog.OnRealServers;
import dev.tradewind.catalog.products.Products;
import dev.tradewind.catalog.stores.Stores;
import dev.tradewind.messaging.Outbox;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@OnRealServers
class DemoShelvesTest {

    private static final Path FILE =
            Path.of(System.getProperty("tradewind.root", ".."), "deploy/local/src/main/resources/demo/demo.json");
    private static final String OF_DEMO = "where id::text like '019a0_00-000_-7000-8000-%'";

    @Autowired
    private JsonMapper json;

    @Autowired
    private Stores stores;

    @Autowired
    private Products products;

    @Autowired
    private Outbox outbox;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void theDemoFileIsLoadedOnceHoweverOftenTheServiceStarts() {
        start();
        var told = told();
        assertThat(count("stores")).isEqualTo(6);
        assertThat(count("products")).isGreaterThanOrEqualTo(5 * 41);
        assertThat(told).isEqualTo(count("stores") + count("products"));
        jdbc.sql("update products set title = 'Changed', version = 2, deleted_at = now() where sku = 'LAST-ONE'")
                .update();

        start();

        assertThat(told()).isEqualTo(told);
        assertThat(jdbc.sql("select distinct title from products where sku = 'LAST-ONE'")
                        .query((row, _) -> row.getString(1))
                        .list())
                .containsExactly("Changed");
    }

    private void start() {
        new DemoShelves(FILE, json, stores, products, outbox, jdbc, clock, transaction)
                .run(new DefaultApplicationArguments());
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table + " " + OF_DEMO)
                .query((row, _) -> row.getLong(1))
                .single();
    }

    /// Events of the demo's stores and products, sent or not.
    private long told() {
        return jdbc.sql("select count(*) from outbox where aggregateid like '019a0_00-000_-7000-8000-%'")
                .query((row, _) -> row.getLong(1))
                .single();
    }
}
