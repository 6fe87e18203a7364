package dev.tradewind.catalog.products;

import dev.tradewind.catalog.access.Editor;
import dev.tradewind.catalog.domain.UnknownProduct;
import dev.tradewind.catalog.domain.UnknownStore;
import dev.tradewind.catalog.media.ShownPictures;
import dev.tradewind.catalog.stores.Store;
import dev.tradewind.catalog.stores.Stores;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.web.ExpectedVersion;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What staff do to the shelves. A product and what others hear about it are written together.
@Component
class Editing {

    private final Products products;
    private final Stores stores;
    private final ShownPictures pictures;
    private final Outbox outbox;
    private final Clock clock;

    Editing(Products products, Stores stores, ShownPictures pictures, Outbox outbox, Clock clock) {
        this.products = products;
        this.stores = stores;
        this.pictures = pictures;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    public ProductView add(Editor editor, NewProduct wanted) {
        var is = wanted.described();
        CannotShelve.unlessPriced(is, store(editor, wanted.storeId()).currency());
        var product = new Product(Ids.next(), editor.organizationId(), wanted.storeId(), is, now());
        pictures.hold(is.images());
        write(product);
        outbox.append(product.created());
        return product.view();
    }

    @Transactional
    public ProductView change(Editor editor, UUID id, ExpectedVersion expected, ProductChange change) {
        var product = lock(editor, id, expected);
        var wanted = change.over(product.description());
        CannotShelve.unlessPriced(wanted, store(editor, product.storeId()).currency());
        var changes = product.become(wanted, now());
        if (!changes.isEmpty()) {
            pictures.hold(wanted.images());
            write(product);
            outbox.append(product.updated(changes));
        }
        return product.view();
    }

    @Transactional
    public void delete(Editor editor, UUID id, ExpectedVersion expected) {
        var product = lock(editor, id, expected);
        product.delete(now());
        outbox.append(product.deleted());
    }

    private Product lock(Editor editor, UUID id, ExpectedVersion expected) {
        var product = products.lock(id)
                .filter(it -> it.organizationId().equals(editor.organizationId()))
                .orElseThrow(() -> new UnknownProduct(id));
        expected.check(product.version());
        return product;
    }

    private Store store(Editor editor, UUID id) {
        return stores.findById(id)
                .filter(it -> it.organizationId().equals(editor.organizationId()))
                .orElseThrow(() -> new UnknownStore(id));
    }

    private void write(Product product) {
        try {
            products.saveAndFlush(product);
        } catch (DataIntegrityViolationException violated) {
            if (String.valueOf(violated.getMessage()).contains("products_sku")) {
                throw new SkuTaken(product.description().sku());
            }
            throw violated;
        }
    }

    /// As precise as the database keeps it, so that events and answers say the same time.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
