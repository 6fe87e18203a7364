package dev.tradewind.search.recommending;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tradewind.search.listing.Product;

/// A product somebody may like, and why. It is in stock.
///
/// @param active always, because what is deleted is not recommended
record Recommended(@JsonUnwrapped Product product, boolean inStock, boolean active, Reason reason) {

    enum Reason {
        /// Others bought it together with the product.
        @JsonProperty("bought-together")
        BOUGHT_TOGETHER,
        /// It is like the product.
        @JsonProperty("similar")
        SIMILAR,
        /// It goes with what the caller viewed, bought or has in the cart.
        @JsonProperty("for-you")
        FOR_YOU,
        /// Many want it.
        @JsonProperty("popular")
        POPULAR
    }

    static Recommended of(Product product, Reason reason) {
        return new Recommended(product, true, true, reason);
    }
}
