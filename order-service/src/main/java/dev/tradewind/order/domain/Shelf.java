package dev.tradewind.order.domain;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The products and stores as the catalogue last announced them; our own copy, so that no order waits for a call.
public interface Shelf {

    /// Those of the products that are sold, and their stores.
    Goods of(Collection<UUID> productIds);

    record Goods(List<Product> products, Map<UUID, Store> stores) {

        public Goods {
            products = List.copyOf(products);
            stores = Map.copyOf(stores);
        }

        /// What this organisation sells of the products.
        public Goods of(UUID organizationId, Collection<UUID> productIds) {
            var wanted = Set.copyOf(productIds);
            var own = products.stream()
                    .filter(it -> wanted.contains(it.id()))
                    .filter(it -> organizationId.equals(storeOf(it).organizationId()))
                    .toList();
            return new Goods(
                    own,
                    own.stream()
                            .map(this::storeOf)
                            .distinct()
                            .collect(Collectors.toMap(Store::id, Function.identity())));
        }

        private Store storeOf(Product product) {
            return Objects.requireNonNull(stores.get(product.storeId()));
        }
    }
}
