package dev.tradewind.order.cart;

import dev.tradewind.contracts.Money;
import dev.tradewind.order.cart.Cart.Line;
import dev.tradewind.order.cart.Cart.Owner;
import dev.tradewind.order.cart.CartView.Item;
import dev.tradewind.order.cart.Carts.Found;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Carts as they are now: what is in them from Redis or, when that does not know the newest version, from the
/// database; prices and availability from what the catalogue and inventory announced last.
@Component
class ShownCarts {

    private final Carts carts;
    private final Remembered remembered;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ShownCarts(Carts carts, Remembered remembered, JdbcClient jdbc, Clock clock, TransactionTemplate transaction) {
        this.carts = carts;
        this.remembered = remembered;
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = transaction;
    }

    CartView of(Owner owner) {
        var found = carts.find(owner)
                .filter(it -> it.stage() != Found.Stage.SOLD)
                .orElseGet(() -> Objects.requireNonNull(transaction.execute(_ -> carts.lock(owner, clock.instant()))));
        var cart = known(found.cart()).orElseGet(() -> read(found.cart()));
        return show(cart, found.stage());
    }

    private Optional<Cart> known(Cart head) {
        return remembered.find(head.owner()).filter(it -> it.id().equals(head.id()) && it.version() == head.version());
    }

    /// A change in between makes the lines newer than the version that is remembered with them: the next reader finds
    /// that version gone and reads again.
    private Cart read(Cart head) {
        var cart = new Cart(
                head.id(),
                head.owner(),
                head.storeId(),
                head.revision(),
                head.version(),
                head.heldRevision(),
                head.hold(),
                head.orderId(),
                carts.lines(head.id()));
        remembered.remember(cart);
        return cart;
    }

    private record Fact(
            @Nullable UUID storeId,
            @Nullable String title,
            @Nullable Money price,
            long available) {

        static final Fact NONE = new Fact(null, null, null, 0);
    }

    private CartView show(Cart cart, Found.Stage stage) {
        var facts = facts(cart);
        var hold = cart.hold().at(clock.instant());
        var items = cart.lines().stream()
                .map(it -> item(it, facts.getOrDefault(it.productId(), Fact.NONE), hold))
                .toList();
        return new CartView(
                cart.id(),
                cart.storeId(),
                items,
                items.stream()
                        .map(Item::price)
                        .filter(Objects::nonNull)
                        .reduce(Money::plus)
                        .orElse(null),
                hold.status(),
                hold.expiresAt(),
                stage == Found.Stage.CHECKOUT ? cart.orderId() : null,
                cart.revision());
    }

    private static Item item(Line line, Fact fact, Cart.Hold hold) {
        var held = hold.status() == Cart.Hold.Status.HELD ? line.held() : 0;
        var price = fact.price();
        return new Item(
                line.productId(),
                fact.title(),
                price,
                line.quantity(),
                price == null ? null : price.times(line.quantity()),
                line.instructions(),
                price == null ? 0 : fact.available() + held,
                held);
    }

    private Map<UUID, Fact> facts(Cart cart) {
        if (cart.lines().isEmpty()) {
            return Map.of();
        }
        var facts = new HashMap<UUID, Fact>();
        jdbc.sql("""
            select p.product_id, p.store_id, p.title, p.price, p.currency, coalesce(s.available, 0) as available
            from shelf_products p left join shelf_stock s on s.product_id = p.product_id
            where p.product_id = any (:ids::uuid[]) and p.organization_id = :organization and p.price is not null
            """)
                .param("ids", ids(cart.lines()))
                .param("organization", cart.owner().organizationId())
                .query(row -> {
                    facts.put(row.getObject("product_id", UUID.class), fact(row));
                });
        return facts;
    }

    private static String[] ids(List<Line> lines) {
        return lines.stream().map(it -> it.productId().toString()).toArray(String[]::new);
    }

    private static Fact fact(ResultSet row) throws SQLException {
        return new Fact(
                row.getObject("store_id", UUID.class),
                row.getString("title"),
                new Money(row.getLong("price"), row.getString("currency")),
                row.getLong("available"));
    }
}
