package dev.tradewind.order.cart;

import dev.tradewind.order.cart.Cart.Owner;
import dev.tradewind.order.cart.Filling.Visitor;
import dev.tradewind.order.domain.OrderLine;
import dev.tradewind.web.Caller;
import dev.tradewind.web.ExpectedVersion;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The caller's own cart; nobody can name another.
@RestController
@RequestMapping("/api/cart")
class CartController {

    private static final String FETCH_SITE = "Sec-Fetch-Site";

    private final Filling filling;
    private final HoldAnswers answers;
    private final ShownCarts carts;

    CartController(Filling filling, HoldAnswers answers, ShownCarts carts) {
        this.filling = filling;
        this.answers = answers;
        this.carts = carts;
    }

    record Wanted(
            @NotNull @Min(1) @Max(OrderLine.MAX_QUANTITY) Integer quantity,

            @Nullable
            @Size(max = 500)
            @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not contain control characters")
            String instructions) {}

    @GetMapping
    ResponseEntity<CartView> show(Caller caller) {
        return answer(ownerOf(caller));
    }

    /// Answers with the cart in any case; what is held is known by then, unless inventory takes longer than a second.
    @PutMapping("/items/{productId}")
    ResponseEntity<CartView> put(
            Caller caller,
            @PathVariable UUID productId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) @RequestHeader(name = FETCH_SITE, required = false) @Nullable String fetchSite,
            @Valid @RequestBody Wanted wanted) {
        var visitor = visitor(caller, ifMatch, fetchSite);
        answers.await(filling.put(visitor, productId, wanted.quantity(), wanted.instructions()));
        return answer(visitor.owner());
    }

    @DeleteMapping("/items/{productId}")
    ResponseEntity<Void> remove(
            Caller caller,
            @PathVariable UUID productId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) @RequestHeader(name = FETCH_SITE, required = false) @Nullable String fetchSite) {
        filling.remove(visitor(caller, ifMatch, fetchSite), productId);
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping
    ResponseEntity<Void> clear(
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) @RequestHeader(name = FETCH_SITE, required = false) @Nullable String fetchSite) {
        filling.clear(visitor(caller, ifMatch, fetchSite));
        return ResponseEntity.noContent().build();
    }

    private ResponseEntity<CartView> answer(Owner owner) {
        var cart = carts.of(owner);
        return ResponseEntity.ok()
                .eTag(ExpectedVersion.tag(cart.version()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(cart);
    }

    private static Visitor visitor(Caller caller, @Nullable String ifMatch, @Nullable String fetchSite) {
        return new Visitor(ownerOf(caller), Channel.of(fetchSite), new ExpectedVersion(ifMatch));
    }

    private static Owner ownerOf(Caller caller) {
        return new Owner(caller.accountId(), caller.ownOrganization());
    }
}
