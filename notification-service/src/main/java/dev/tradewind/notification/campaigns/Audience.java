package dev.tradewind.notification.campaigns;

import dev.tradewind.contracts.Money;
import dev.tradewind.web.KnownFieldsOnly;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// To whom a campaign goes: always only to those who said yes to promotions, of them to those whose orders in the
/// organisation are like this. What is missing does not matter; what nobody knows is refused, because without that
/// condition the campaign would go to more people than was meant.
///
/// @param orderedWithinDays only orders of the last days count
/// @param spentAtLeast in all orders that count together, in its currency
/// @param storeId only orders in this store count
/// @param productId only orders with this product count
@KnownFieldsOnly
record Audience(
        @Nullable @Min(1) @Max(3_650) Integer orderedWithinDays,
        @Nullable @Valid Money spentAtLeast,
        @Nullable UUID storeId,
        @Nullable UUID productId) {

    static final Audience EVERYBODY = new Audience(null, null, null, null);

    boolean asksForOrders() {
        return !equals(EVERYBODY);
    }
}
