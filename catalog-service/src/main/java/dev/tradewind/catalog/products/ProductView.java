package dev.tradewind.catalog.products;

import dev.tradewind.contracts.CatalogEvent.Rating;
import dev.tradewind.contracts.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A product as the interface shows it. Copies of it are kept, so nothing here changes without the version.
record ProductView(
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
        boolean active,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static ProductView of(Product product, Description is) {
        return new ProductView(
                product.getId(),
                product.organizationId(),
                product.storeId(),
                is.sku(),
                is.title(),
                is.description(),
                is.category(),
                is.brand(),
                is.price(),
                is.originalPrice(),
                is.attributes(),
                is.images(),
                product.rating(),
                !product.isDeleted(),
                product.version(),
                product.createdAt(),
                product.updatedAt());
    }
}
