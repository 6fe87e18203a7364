package dev.tradewind.search.indexing;

import static java.util.Objects.requireNonNull;

import dev.tradewind.search.auditing.Audit;
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
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;
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

    private final Listings listings;
    private final Audit audit;
    private final TransactionOperations transaction;
    private final ApplicationEventPublisher events;

    RefusedController(
            Listings listings, Audit audit, TransactionOperations transaction, ApplicationEventPublisher events) {
        this.listings = listings;
        this.audit = audit;
        this.transaction = transaction;
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
        var retried = requireNonNull(transaction.execute(_ -> {
            var many = listings.retryRefused();
            audit.record(
                    operator.accountId(),
                    "retry-refused",
                    "refused listings",
                    requireNonNull(decision.reason()),
                    many + " sent again");
            events.publishEvent(new ListingsChanged());
            return new Retried(many);
        }));
        return retried;
    }
}
