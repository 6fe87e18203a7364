package dev.tradewind.order.cart;

import dev.tradewind.contracts.ActivityEvent;
import dev.tradewind.contracts.ActivityEvent.CartChanged;
import dev.tradewind.contracts.ActivityEvent.VisitBegun;
import dev.tradewind.contracts.InventoryCommand.HoldStock;
import dev.tradewind.contracts.InventoryCommand.ReserveStock;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import dev.tradewind.order.cart.Cart.Line;
import dev.tradewind.order.cart.Cart.Owner;
import dev.tradewind.order.cart.Carts.Found;
import dev.tradewind.order.domain.Shelf;
import dev.tradewind.web.ExpectedVersion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What customers do with their carts. Every change says to inventory in the same transaction what is to be held from
/// now on, and so renews the hold.
@Component
class Filling {

    private static final Duration HOLD = Duration.ofMinutes(10);
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(30);

    /// Who does nothing with the cart for so long and comes back is on another visit.
    private static final Duration VISIT_GAP = Duration.ofMinutes(30);

    private final Carts carts;
    private final Shelf shelf;
    private final Outbox outbox;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Filling(Carts carts, Shelf shelf, Outbox outbox, Clock clock, TransactionTemplate transaction) {
        this.carts = carts;
        this.shelf = shelf;
        this.outbox = outbox;
        this.clock = clock;
        this.transaction = transaction;
    }

    /// What inventory was told to hold.
    record Wish(UUID cartId, long revision) {}

    /// Somebody at their cart.
    ///
    /// @param expected the cart they have seen
    record Visitor(Owner owner, Channel channel, ExpectedVersion expected) {}

    Wish put(Visitor visitor, UUID productId, int quantity, @Nullable String instructions) {
        var owner = visitor.owner();
        return change(visitor, (cart, lines, now) -> {
            var goods = shelf.of(List.of(productId)).of(owner.organizationId(), List.of(productId));
            var product = goods.products().stream().findFirst().orElseThrow(CannotFill.UnknownProduct::new);
            var isNew = lines.stream().noneMatch(it -> it.productId().equals(productId));
            var others = lines.size() - (isNew ? 0 : 1);
            if (others > 0 && !product.storeId().equals(cart.storeId())) {
                throw new CannotFill.OtherStore(Objects.requireNonNull(cart.storeId()));
            }
            if (isNew && lines.size() >= Cart.MAX_LINES) {
                throw new CannotFill.TooManyLines();
            }
            carts.put(cart.id(), productId, quantity, instructions, now);
            return new Changed(product.storeId(), List.of(changed(owner, productId, quantity, now)));
        });
    }

    Wish remove(Visitor visitor, UUID productId) {
        return change(visitor, (cart, lines, now) -> {
            if (lines.stream().noneMatch(it -> it.productId().equals(productId))) {
                throw new CannotFill.NotInTheCart();
            }
            carts.remove(cart.id(), List.of(productId));
            return new Changed(
                    lines.size() == 1 ? null : cart.storeId(), List.of(changed(visitor.owner(), productId, 0, now)));
        });
    }

    /// Emptying an empty cart changes nothing.
    void clear(Visitor visitor) {
        change(visitor, (cart, lines, now) -> {
            var products = lines.stream().map(Line::productId).toList();
            carts.remove(cart.id(), products);
            return new Changed(
                    null,
                    products.stream()
                            .map(it -> changed(visitor.owner(), it, 0, now))
                            .toList());
        });
    }

    /// @param storeId the store the cart is for from now on
    private record Changed(@Nullable UUID storeId, List<CartChanged> activity) {}

    @FunctionalInterface
    private interface Change {

        Changed make(Cart cart, List<Line> lines, Instant now);
    }

    private Wish change(Visitor visitor, Change change) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            var now = clock.instant();
            var found = carts.lock(visitor.owner(), now);
            var cart = found.cart();
            if (found.stage() == Found.Stage.CHECKOUT) {
                throw new CannotFill.InCheckout(Objects.requireNonNull(cart.orderId()));
            }
            if (!visitor.expected().allows(cart.revision())) {
                throw new CannotFill.StaleCart();
            }
            var changed = change.make(cart, carts.lines(cart.id()), now);
            if (changed.activity().isEmpty()) {
                return new Wish(cart.id(), 0);
            }
            carts.touched(cart.id(), changed.storeId(), now);
            var wish = wish(cart, carts.lines(cart.id()));
            var activity = Stream.concat(visit(visitor, found.touchedAt(), now), changed.activity().stream());
            outbox.append(
                    Stream.concat(Stream.of(wish), activity).map(Outgoing::of).toList());
            return new Wish(cart.id(), wish.revision());
        }));
    }

    /// Empty while a visit goes on.
    private static Stream<ActivityEvent> visit(Visitor visitor, @Nullable Instant touchedAt, Instant now) {
        if (touchedAt != null && !touchedAt.plus(VISIT_GAP).isBefore(now)) {
            return Stream.empty();
        }
        var owner = visitor.owner();
        return Stream.of(new VisitBegun(
                owner.customerId(),
                owner.organizationId(),
                Ids.next(),
                visitor.channel().name(),
                now));
    }

    private static HoldStock wish(Cart cart, List<Line> lines) {
        return new HoldStock(
                cart.id(),
                cart.owner().organizationId(),
                cart.revision() + 1,
                lines.stream()
                        .map(it -> new ReserveStock.Line(it.productId(), it.quantity()))
                        .toList(),
                Math.toIntExact(HOLD.toSeconds()),
                Math.toIntExact(LONGEST_HOLD.toSeconds()));
    }

    private static CartChanged changed(Owner owner, UUID productId, int quantity, Instant now) {
        return new CartChanged(owner.customerId(), owner.organizationId(), productId, quantity, now);
    }
}
