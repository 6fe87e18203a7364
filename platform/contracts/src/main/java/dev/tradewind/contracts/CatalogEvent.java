package dev.tradewind.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Products and stores as they are after a change; the newest message of a key is the whole truth.
/// Key: the product or the store; the sequence is its version.
@Topic(value = "catalog.events", compacted = true)
public sealed interface CatalogEvent extends Message {

    @Override
    UUID organizationId();

    Instant occurredAt();

    /// What can be ordered. `title`, `description`, `category` and `brand` are for people; `attributes` for filters.
    ///
    /// @param originalPrice what it cost before, always more than `price`; null when it is not reduced
    /// @param rating what its buyers think of it; null as long as nobody has said anything
    record Product(
            UUID id,
            UUID storeId,
            String sku,
            String title,
            String description,
            @Nullable String category,
            @Nullable String brand,
            Money price,
            Map<String, List<String>> attributes,
            List<String> images,
            Instant createdAt,
            @Nullable Money originalPrice,
            @Nullable Rating rating) {

        public Product {
            attributes = Map.copyOf(attributes);
            images = List.copyOf(images);
        }
    }

    /// What the buyers of a product think of it, told some seconds after they said it.
    ///
    /// @param average of 1 to 5 stars, to two digits
    /// @param count of the reviews, at least 1
    record Rating(double average, long count) {}

    @WireName("dev.tradewind.catalog.product-created.v1")
    record ProductCreated(UUID organizationId, long sequence, Product product, Instant occurredAt)
            implements CatalogEvent {

        @Override
        public UUID key() {
            return product.id();
        }
    }

    /// `changes` names the fields that differ from the version before.
    @WireName("dev.tradewind.catalog.product-updated.v1")
    record ProductUpdated(UUID organizationId, long sequence, Product product, List<String> changes, Instant occurredAt)
            implements CatalogEvent {

        public ProductUpdated {
            changes = List.copyOf(changes);
        }

        @Override
        public UUID key() {
            return product.id();
        }
    }

    @WireName("dev.tradewind.catalog.product-deleted.v1")
    record ProductDeleted(UUID organizationId, long sequence, UUID productId, Instant occurredAt)
            implements CatalogEvent {

        @Override
        public UUID key() {
            return productId;
        }
    }

    /// A store was created, opened, closed or changed. `status` is OPEN or CLOSED: whether it takes orders now,
    /// by hand or by its hours. `fulfilment` is PICKUP, DELIVERY or SHIPMENT, `orderPrefix` begins its order
    /// numbers, and an order's stock stays reserved for `reservationSeconds`.
    ///
    /// @param membersOnly whether only people of its organisation may see it and what it sells; null is no
    @WireName("dev.tradewind.catalog.store-changed.v1")
    record StoreChanged(
            UUID organizationId,
            long sequence,
            UUID storeId,
            String name,
            String status,
            String fulfilment,
            String orderPrefix,
            String currency,
            int reservationSeconds,
            List<String> changes,
            Instant occurredAt,
            @Nullable Boolean membersOnly)
            implements CatalogEvent {

        public StoreChanged {
            changes = List.copyOf(changes);
        }

        @Override
        public UUID key() {
            return storeId;
        }

        public boolean keepsStrangersOut() {
            return Boolean.TRUE.equals(membersOnly);
        }
    }
}
