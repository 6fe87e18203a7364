package dev.tradewind.catalog.reviewing;

import dev.tradewind.catalog.access.Viewer;
import dev.tradewind.catalog.domain.UnknownProduct;
import dev.tradewind.catalog.products.Product;
import dev.tradewind.catalog.products.Products;
import dev.tradewind.catalog.stores.PrivateStores;
import dev.tradewind.messaging.Ids;
import dev.tradewind.web.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Lets buyers say what they think, and change their minds. A review and the sums over all are written together.
@Component
class Reviewing {

    private final Products products;
    private final Reviews reviews;
    private final PrivateStores privateStores;
    private final Clock clock;

    Reviewing(Products products, Reviews reviews, PrivateStores privateStores, Clock clock) {
        this.products = products;
        this.reviews = reviews;
        this.privateStores = privateStores;
        this.clock = clock;
    }

    /// @param isNew false when the customer had spoken before
    record Written(ReviewView review, boolean isNew) {}

    @Transactional
    public Written write(Caller customer, UUID productId, ReviewWanted wanted) {
        var product = products.look(productId)
                .filter(it -> isWithin(customer, it))
                .filter(it -> !privateStores.hide(it.storeId(), Viewer.of(customer)))
                .orElseThrow(() -> new UnknownProduct(productId));
        if (!reviews.mayReview(customer.accountId(), productId)) {
            throw new NotABuyer();
        }
        reviews.lockRating(productId);
        var before = reviews.by(customer.accountId(), productId);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var review = new ReviewView(
                before.map(ReviewView::id).orElseGet(Ids::next),
                productId,
                wanted.rating(),
                wanted.text() == null ? "" : wanted.text(),
                true,
                before.map(ReviewView::createdAt).orElse(now),
                now);
        reviews.write(review, product.organizationId(), customer.accountId());
        var stars = wanted.rating() - before.map(ReviewView::rating).orElse(0);
        if (before.isEmpty() || stars != 0) {
            reviews.addToRating(productId, before.isEmpty() ? 1 : 0, stars);
        }
        return new Written(review, before.isEmpty());
    }

    private static boolean isWithin(Caller customer, Product product) {
        return customer.organizationId() == null || customer.organizationId().equals(product.organizationId());
    }
}
