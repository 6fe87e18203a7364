package dev.tradewind.catalog.products;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.tradewind.catalog.access.Editor;
import dev.tradewind.catalog.domain.UnknownStore;
import dev.tradewind.catalog.media.ShownPictures;
import dev.tradewind.catalog.stores.Store;
import dev.tradewind.catalog.stores.Stores;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import dev.tradewind.web.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Puts many products on the shelf in one transaction: what has a known number is changed, the rest is new. A product
/// that cannot be shelved is left out and does not stop the others.
@Component
public class BulkEditing {

    private final Products products;
    private final NewRows newRows;
    private final Stores stores;
    private final ShownPictures pictures;
    private final Outbox outbox;
    private final Clock clock;

    BulkEditing(Products products, NewRows newRows, Stores stores, ShownPictures pictures, Outbox outbox, Clock clock) {
        this.products = products;
        this.newRows = newRows;
        this.stores = stores;
        this.pictures = pictures;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// What became of the products, and by their number why some were refused.
    public record Outcome(int created, int updated, int unchanged, Map<String, Refusal> refused) {

        public Outcome {
            refused = Map.copyOf(refused);
        }
    }

    /// @param wanted no two of them with the same number
    @Transactional
    public Outcome shelve(Editor editor, List<NewProduct> wanted) {
        pictures.hold(wanted.stream()
                .flatMap(it -> Stream.ofNullable(it.images()).flatMap(List::stream))
                .toList());
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var shelf = new Shelving(editor, stores(editor, wanted), products(editor, wanted), now);
        wanted.forEach(shelf::take);
        var inserted = newRows.insert(shelf.fresh.values());
        shelf.fresh.forEach((sku, product) -> {
            if (inserted.contains(product.getId())) {
                shelf.outgoing.add(Outgoing.of(product.created()));
            } else {
                // Somebody else was faster by a moment.
                shelf.refused.put(sku, new SkuTaken(sku));
            }
        });
        outbox.append(shelf.outgoing);
        products.flush();
        return new Outcome(inserted.size(), shelf.updated, shelf.unchanged, shelf.refused);
    }

    private Map<UUID, Store> stores(Editor editor, List<NewProduct> wanted) {
        var ids = wanted.stream().map(NewProduct::storeId).collect(toSet());
        return stores.findAllById(ids).stream()
                .filter(it -> it.organizationId().equals(editor.organizationId()))
                .collect(toMap(Store::getId, Function.identity()));
    }

    private Map<String, Product> products(Editor editor, List<NewProduct> wanted) {
        var skus = wanted.stream().map(NewProduct::sku).toList();
        return products.lockAll(editor.organizationId(), skus).stream()
                .collect(toMap(it -> it.description().sku(), Function.identity()));
    }

    private static final class Shelving {

        private final Editor editor;
        private final Map<UUID, Store> stores;
        private final Map<String, Product> known;
        private final Instant now;
        private final Map<String, Product> fresh = new LinkedHashMap<>();
        private final Map<String, Refusal> refused = new HashMap<>();
        private final List<Outgoing> outgoing = new ArrayList<>();
        private int updated;
        private int unchanged;

        private Shelving(Editor editor, Map<UUID, Store> stores, Map<String, Product> known, Instant now) {
            this.editor = editor;
            this.stores = stores;
            this.known = known;
            this.now = now;
        }

        private void take(NewProduct wanted) {
            try {
                place(wanted, known.get(wanted.sku()));
            } catch (Refusal refusal) {
                refused.put(wanted.sku(), refusal);
            }
        }

        private void place(NewProduct wanted, @Nullable Product present) {
            var store = stores.get(wanted.storeId());
            if (store == null) {
                throw new UnknownStore(wanted.storeId());
            }
            var is = present == null ? wanted.described() : wanted.over(present.description());
            CannotShelve.unlessPriced(is, store.currency());
            if (present == null) {
                fresh.put(wanted.sku(), new Product(Ids.next(), editor.organizationId(), wanted.storeId(), is, now));
            } else {
                change(present, wanted, is);
            }
        }

        private void change(Product present, NewProduct wanted, Description is) {
            if (!present.storeId().equals(wanted.storeId())) {
                throw new CannotShelve("storeId", "must be " + present.storeId() + ": products do not move");
            }
            var changes = present.become(is, now);
            if (changes.isEmpty()) {
                unchanged++;
            } else {
                updated++;
                outgoing.add(Outgoing.of(present.updated(changes)));
            }
        }
    }
}
