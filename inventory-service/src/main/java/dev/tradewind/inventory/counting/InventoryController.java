package dev.tradewind.inventory.counting;

import dev.tradewind.inventory.domain.Stock;
import dev.tradewind.inventory.domain.UnknownProduct;
import dev.tradewind.inventory.showing.PrivateShelves;
import dev.tradewind.inventory.showing.ShownStock;
import dev.tradewind.web.Caller;
import dev.tradewind.web.ExpectedVersion;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/products/{productId}/inventory")
class InventoryController {

    private final Counting counting;
    private final ShownStock shown;
    private final PrivateShelves shelves;

    InventoryController(Counting counting, ShownStock shown, PrivateShelves shelves) {
        this.counting = counting;
        this.shown = shown;
        this.shelves = shelves;
    }

    @GetMapping
    ResponseEntity<Inventory> show(@PathVariable UUID productId, @Nullable Caller caller) {
        if (shelves.hide(productId, caller)) {
            throw new UnknownProduct(productId);
        }
        return answer(shown.look(productId));
    }

    @PutMapping
    ResponseEntity<Inventory> count(
            @PathVariable UUID productId,
            @Valid @RequestBody Count count,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        return answer(counting.count(
                Clerk.of(caller), productId, new ExpectedVersion(ifMatch), count.onHand(), count.lowAt()));
    }

    @PostMapping("/adjustments")
    ResponseEntity<Inventory> adjust(
            @PathVariable UUID productId,
            @Valid @RequestBody Correction correction,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        return answer(counting.adjust(
                Clerk.of(caller), productId, new ExpectedVersion(ifMatch), correction.delta(), correction.reason()));
    }

    private static ResponseEntity<Inventory> answer(Stock stock) {
        return ResponseEntity.ok().eTag(ExpectedVersion.tag(stock.version())).body(Inventory.of(stock));
    }

    /// @param lowAt from how few available pieces on the staff is warned; absent leaves that as it is
    record Count(
            @NotNull @PositiveOrZero @Max(Stock.MAX_ON_HAND) Long onHand,

            @Nullable @PositiveOrZero @Max(Stock.MAX_ON_HAND)
            Long lowAt) {}

    /// The reason stays in the books as it was said, so it is text that a database and a screen can hold.
    record Correction(
            @NotNull @Min(-Stock.MAX_ON_HAND) @Max(Stock.MAX_ON_HAND)
            Long delta,

            @NotBlank
            @Size(max = 200)
            @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not contain control characters")
            String reason) {}

    record Inventory(UUID productId, long onHand, long reserved, long available) {

        static Inventory of(Stock stock) {
            return new Inventory(stock.productId(), stock.onHand(), stock.reserved(), stock.available());
        }
    }
}
