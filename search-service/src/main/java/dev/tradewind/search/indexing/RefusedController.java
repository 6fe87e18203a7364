package dev.tradewind.search.indexing;

import dev.tradewind.search.listing.Listings;
import dev.tradewind.search.listing.Listings.Refused;
import dev.tradewind.search.listing.ListingsChanged;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Cursor;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Shows operators what the index does not take, and sends it again when they say so. Who may come in is decided
/// before: everything under `/api/ops` is the operator's.
@RestController
@RequestMapping("/api/ops/search/refused")
class RefusedController {

    private static final Logger log = LoggerFactory.getLogger(RefusedController.class);

    private final Listings listings;
    private final ApplicationEventPublisher events;

    RefusedController(Listings listings, ApplicationEventPublisher events) {
        this.listings = listings;
        this.events = events;
    }

    record Decision(@NotBlank @Size(max = 500) @Nullable String reason) {}

    /// @param listings how many are sent again
    record Retried(int listings) {}

    @GetMapping
    Page<Refused> list(PageRequest page) {
        return Page.of(
                page,
                listings.refused(page.afterId(), page.rows()),
                it -> Cursor.after(it.productId().toString()));
    }

    @PostMapping("/retry")
    Retried retry(@Valid @RequestBody Decision decision, Caller operator) {
        var retried = new Retried(listings.retryRefused());
        log.atInfo()
                .addKeyValue("actor", operator.accountId())
                .addKeyValue("reason", decision.reason())
                .addKeyValue("listings", retried.listings())
                .log("Refused listings are sent to the index again");
        events.publishEvent(new ListingsChanged());
        return retried;
    }
}
