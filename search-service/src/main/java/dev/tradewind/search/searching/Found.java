package dev.tradewind.search.searching;

import dev.tradewind.contracts.CatalogEvent.Rating;
import dev.tradewind.contracts.Money;
import dev.tradewind.search.indexing.Document;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The answer to a search.
///
/// @param total how many products match, on all pages
/// @param facets for each name the values of what matches, most frequent first
/// @param didYouMean the text as it was probably meant; null when it is found as it is written
/// @param tookMs how long Elasticsearch needed
record Found(
        List<Item> items,
        long total,
        Map<String, List<Facet>> facets,
        @Nullable String didYouMean,
        @Nullable String nextCursor,
        long tookMs) {

    record Facet(String value, long count) {}

    /// A product and why it was found.
    ///
    /// @param active always, because what is deleted is not found
    /// @param score how well it fits; null unless the best come first
    /// @param highlight for each field the pieces of text that match, as HTML with `em`
    record Item(
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
            boolean inStock,
            @Nullable String storeName,
            boolean storeOpen,
            @Nullable Rating rating,
            boolean active,
            long version,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Double score,
            Map<String, List<String>> highlight) {

        static Item of(Document it, @Nullable Double score, Map<String, List<String>> highlight) {
            return new Item(
                    it.id(),
                    it.organizationId(),
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
                    it.inStock(),
                    it.storeName(),
                    it.storeOpen(),
                    it.rating(),
                    true,
                    it.version(),
                    it.createdAt(),
                    it.updatedAt(),
                    score,
                    highlight);
        }
    }
}
