package dev.tradewind.order.cart;

import dev.tradewind.contracts.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A cart as its owner sees it.
///
/// @param total of what can be bought, at the prices of this moment; null when there is nothing
/// @param holdExpiresAt null unless `hold` is HELD
/// @param orderId the order in checkout; until it is decided the cart cannot be changed
record CartView(
        UUID id,
        @Nullable UUID storeId,
        List<Item> items,
        @Nullable Money total,
        Cart.Hold.Status hold,
        @Nullable Instant holdExpiresAt,
        @Nullable UUID orderId,
        long version) {

    CartView {
        items = List.copyOf(items);
    }

    /// @param title null, as the prices, when the product is not sold any more
    /// @param available pieces this customer could buy now: those on the shelf and those held for the cart
    /// @param held pieces that are kept for this customer
    record Item(
            UUID productId,
            @Nullable String title,
            @Nullable Money unitPrice,
            int quantity,
            @Nullable Money price,
            @Nullable String instructions,
            long available,
            long held) {}
}
