package dev.tradewind.search.listing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the index should say of a product.
///
/// @param product null when nobody should find it
/// @param version of the listing, which counts changes of the product and of its being in stock
public record Listing(UUID productId, @Nullable Product product, boolean inStock, long version) {}
