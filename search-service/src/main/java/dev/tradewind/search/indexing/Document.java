package dev.tradewind.search.indexing;

import dev.tradewind.contracts.CatalogEvent.Rating;
import dev.tradewind.contracts.Money;
import dev.tradewind.search.listing.Listing;
import dev.tradewind.search.listing.Product;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A product as Elasticsearch keeps it.
///
/// @param attributeValues each value of each attribute with the name before it, to filter and count by
public record Document(
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
        List<String> attributeValues,
        List<String> images,
        boolean inStock,
        @Nullable String storeName,
        boolean storeOpen,
        long popularity,
        @Nullable Rating rating,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /// Not part of any name.
    private static final char SEPARATOR = '\u001f';

    static Document of(Listing listing, Product product) {
        return new Document(
                product.id(),
                product.organizationId(),
                product.storeId(),
                product.sku(),
                product.title(),
                product.description(),
                product.category(),
                product.brand(),
                product.price(),
                product.originalPrice(),
                product.attributes(),
                product.attributes().entrySet().stream()
                        .flatMap(it -> it.getValue().stream().map(value -> attributeValue(it.getKey(), value)))
                        .toList(),
                product.images(),
                listing.inStock(),
                listing.storeName(),
                listing.storeOpen(),
                listing.popularity(),
                product.rating(),
                product.version(),
                product.createdAt(),
                product.updatedAt());
    }

    public static String attributeValue(String name, String value) {
        return name + SEPARATOR + value;
    }

    /// The name in one of [#attributeValues].
    public static String attributeName(String attributeValue) {
        return attributeValue.substring(0, separator(attributeValue));
    }

    /// The value in one of [#attributeValues].
    public static String valueOfAttribute(String attributeValue) {
        return attributeValue.substring(Math.min(attributeValue.length(), separator(attributeValue) + 1));
    }

    private static int separator(String attributeValue) {
        var at = attributeValue.indexOf(SEPARATOR);
        return at < 0 ? attributeValue.length() : at;
    }
}
