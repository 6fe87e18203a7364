package dev.tradewind.search.listing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the index should say of a product.
///
/// @param product null when nobody should find it
/// @param storeName null until the catalog has told of the store
/// @param popularity points; see [Popularity]
/// @param version of the listing, which counts everything that changes what is said here
public record Listing(
        UUID productId,
        UUID organizationId,
        @Nullable Product product,
        boolean inStock,
        @Nullable String storeName,
        boolean storeOpen,
        long popularity,
        long version) {}
