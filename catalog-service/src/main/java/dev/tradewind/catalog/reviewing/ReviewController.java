package dev.tradewind.catalog.reviewing;

import dev.tradewind.catalog.access.Viewer;
import dev.tradewind.catalog.domain.UnknownProduct;
import dev.tradewind.catalog.products.Products;
import dev.tradewind.catalog.stores.PrivateStores;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Cursor;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/products/{productId}/reviews")
class ReviewController {

    private final Products products;
    private final Reviews reviews;
    private final Reviewing reviewing;
    private final PrivateStores privateStores;

    ReviewController(Products products, Reviews reviews, Reviewing reviewing, PrivateStores privateStores) {
        this.products = products;
        this.reviews = reviews;
        this.reviewing = reviewing;
        this.privateStores = privateStores;
    }

    /// The newest first.
    @GetMapping
    Page<ReviewView> list(@PathVariable UUID productId, PageRequest request, @Nullable Caller caller) {
        if (products.look(productId)
                .filter(it -> !privateStores.hide(it.storeId(), Viewer.of(caller)))
                .isEmpty()) {
            throw new UnknownProduct(productId);
        }
        var rows = reviews.of(productId, request, caller == null ? null : caller.accountId());
        return Page.of(request, rows, it -> Cursor.after(it.createdAt(), it.id()));
    }

    /// The caller's only review of the product: once more replaces what was said before.
    @PostMapping
    ResponseEntity<ReviewView> write(
            @PathVariable UUID productId, @Valid @RequestBody ReviewWanted wanted, Caller caller) {
        var written = reviewing.write(caller, productId, wanted);
        return ResponseEntity.status(written.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(written.review());
    }
}
