package dev.tradewind.search.activity;

import dev.tradewind.contracts.ActivityEvent;
import dev.tradewind.contracts.ActivityEvent.CartChanged;
import dev.tradewind.contracts.ActivityEvent.ProductViewed;
import dev.tradewind.contracts.ActivityEvent.Searched;
import dev.tradewind.contracts.ActivityEvent.VisitBegun;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One thing somebody did, as it is kept.
///
/// @param subject what makes it the same thing: the product, or the text whatever its case
/// @param quantity the pieces now in the cart
record Noted(
        UUID accountId,
        Kind kind,
        String subject,
        @Nullable UUID productId,
        @Nullable Long quantity,
        Instant at) {

    enum Kind {
        VIEWED,
        SEARCHED,
        CART
    }

    /// Empty for what says nothing about taste.
    static Stream<Noted> of(ActivityEvent event) {
        return switch (event) {
            case ProductViewed it -> of(it, Kind.VIEWED, it.productId(), null);
            case CartChanged it -> of(it, Kind.CART, it.productId(), (long) it.quantity());
            case Searched it ->
                Stream.of(new Noted(
                        it.accountId(),
                        Kind.SEARCHED,
                        it.text().strip().toLowerCase(Locale.ROOT),
                        null,
                        null,
                        it.occurredAt()));
            case VisitBegun _ -> Stream.empty();
        };
    }

    private static Stream<Noted> of(ActivityEvent event, Kind kind, UUID product, @Nullable Long quantity) {
        return Stream.of(new Noted(event.accountId(), kind, product.toString(), product, quantity, event.occurredAt()));
    }
}
