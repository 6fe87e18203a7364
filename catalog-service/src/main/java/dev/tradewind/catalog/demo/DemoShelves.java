package dev.tradewind.catalog.demo;

import static java.util.stream.Collectors.toSet;

import dev.tradewind.catalog.domain.Fulfilment;
import dev.tradewind.catalog.domain.StoreStatus;
import dev.tradewind.catalog.products.Description;
import dev.tradewind.catalog.products.Product;
import dev.tradewind.catalog.products.Products;
import dev.tradewind.catalog.stores.Store;
import dev.tradewind.catalog.stores.Stores;
import dev.tradewind.contracts.Money;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Opens the stores of the demo file and fills their shelves, once however often this starts: what is there, changed
/// or deleted meanwhile stays as it is.
@Component
@ConditionalOnProperty("tradewind.demo.file")
class DemoShelves implements ApplicationRunner {

    private final Path file;
    private final JsonMapper json;
    private final Stores stores;
    private final Products products;
    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate transaction;

    DemoShelves(
            @Value("${tradewind.demo.file}") Path file,
            JsonMapper json,
            Stores stores,
            Products products,
            Outbox outbox,
            JdbcClient jdbc,
            Clock clock,
            TransactionTemplate transaction) {
        this.file = file;
        this.json = json;
        this.stores = stores;
        this.products = products;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var demo = json.readValue(file, Demo.class);
        transaction.executeWithoutResult(_ -> fill(demo));
    }

    private void fill(Demo demo) {
        // Two instances may start together.
        jdbc.sql("select pg_advisory_xact_lock(hashtext('demo shelves'))")
                .query()
                .singleRow();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var outgoing = new ArrayList<Outgoing>();
        for (var store : newStores(demo, now)) {
            stores.save(store);
            outgoing.add(Outgoing.of(store.announcement(List.of())));
        }
        for (var product : newProducts(demo, now)) {
            products.save(product);
            outgoing.add(Outgoing.of(product.created()));
        }
        outbox.append(outgoing);
    }

    private List<Store> newStores(Demo demo, Instant now) {
        var ids = demo.stores().stream().map(DemoStore::id).toList();
        var known = stores.findAllById(ids).stream().map(Store::getId).collect(toSet());
        return demo.stores().stream()
                .filter(it -> !known.contains(it.id()))
                .map(it -> it.opened(now))
                .toList();
    }

    private List<Product> newProducts(Demo demo, Instant now) {
        var ids = demo.products().stream().map(DemoProduct::id).toList();
        var known = products.findAllById(ids).stream().map(Product::getId).collect(toSet());
        return demo.products().stream()
                .filter(it -> !known.contains(it.id()))
                .map(it -> it.shelved(now))
                .toList();
    }

    record Demo(List<DemoStore> stores, List<DemoProduct> products) {}

    record DemoStore(
            UUID id,
            UUID organizationId,
            String name,
            StoreStatus status,
            Fulfilment fulfilment,
            String orderPrefix,
            String currency,
            int reservationSeconds) {

        Store opened(Instant now) {
            return new Store(
                    id, organizationId, name, status, fulfilment, orderPrefix, currency, reservationSeconds, now);
        }
    }

    record DemoProduct(
            UUID id,
            UUID organizationId,
            UUID storeId,
            String sku,
            String title,
            String description,
            @Nullable String category,
            @Nullable String brand,
            Money price,
            Map<String, List<String>> attributes) {

        Product shelved(Instant now) {
            var is = new Description(sku, title, description, category, brand, price, null, attributes, List.of());
            return new Product(id, organizationId, storeId, is, now);
        }
    }
}
