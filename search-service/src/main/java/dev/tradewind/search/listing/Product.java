package dev.tradewind.search.listing;

import dev.tradewind.contracts.CatalogEvent;
import dev.tradewind.contracts.CatalogEvent.Rating;
import dev.tradewind.contracts.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A product as people find it.
public record Product(
        UUID id,
        UUID organizationId,
        UUID storeId,
        String sku,
        String title,
        String description,
        @Nullable String category,
        @Nullable String brand,
        Money price,
        @Nullable Money originalPrice,
        Map<String, List<String>> attributes,
        List<String> images,
        @Nullable Rating rating,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    public Product {
        attributes = Map.copyOf(attributes);
        images = List.copyOf(images);
    }

    static Product of(CatalogEvent.Product it, CatalogEvent event) {
        return new Product(
                it.id(),
                event.organizationId(),
                it.storeId(),
                it.sku(),
                it.title(),
                it.description(),
                it.category(),
                it.brand(),
                it.price(),
                it.originalPrice(),
                it.attributes(),
                it.images(),
                it.rating(),
                event.sequence(),
                it.createdAt(),
                event.occurredAt());
    }
}
