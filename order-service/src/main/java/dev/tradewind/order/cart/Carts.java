package dev.tradewind.order.cart;

import dev.tradewind.messaging.Ids;
import dev.tradewind.order.cart.Cart.Hold;
import dev.tradewind.order.cart.Cart.Line;
import dev.tradewind.order.cart.Cart.Owner;
import dev.tradewind.order.domain.Quote.Wanted;
import dev.tradewind.order.domain.Stage;
import dev.tradewind.order.persistence.Rows;
import dev.tradewind.order.persistence.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Where carts are kept.
@Repository
class Carts {

    /// How long a cart is kept that nobody touches.
    static final Duration KEPT = Duration.ofDays(30);

    /// Whether an order that is given up was sold before: then it has emptied its cart. One that was not leaves the
    /// cart as it was.
    private static final String ORDERS = """
        select o.id, o.status, o.status = 'CANCELLED' and exists (
            select from order_events e
            where e.order_id = o.id and e.type = 'dev.tradewind.order.confirmed.v1') as was_sold
        from orders o where o.id = any (:ids::uuid[])
        """;

    private final JdbcClient jdbc;

    Carts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A cart with what became of its order: open, in checkout or sold.
    ///
    /// @param touchedAt when its owner last did something with it, or with the sold one before it; null when never
    record Found(Cart cart, Found.Stage stage, @Nullable Instant touchedAt) {

        enum Stage {
            OPEN,
            CHECKOUT,
            SOLD
        }
    }

    /// Without its lines.
    Optional<Found> find(Owner owner) {
        return jdbc.sql("select * from carts where customer_id = :customer and organization_id = :organization")
                .param("customer", owner.customerId())
                .param("organization", owner.organizationId())
                .query((row, _) -> Row.of(row))
                .optional()
                .map(it -> found(List.of(it)).getFirst());
    }

    /// The owner's cart, locked and without its lines. There is one afterwards, and it is not sold.
    Found lock(Owner owner, Instant now) {
        var found = lockOne(owner, now);
        if (found.stage() != Found.Stage.SOLD) {
            return found;
        }
        jdbc.sql("delete from carts where id = :id")
                .param("id", found.cart().id())
                .update();
        var next = lockOne(owner, now);
        return new Found(next.cart(), next.stage(), found.touchedAt());
    }

    /// Whoever waits for a cart that is sold meanwhile finds none, and then the next one.
    private Found lockOne(Owner owner, Instant now) {
        make(owner, now);
        return lockExisting(owner).map(it -> found(List.of(it)).getFirst()).orElseGet(() -> lockOne(owner, now));
    }

    private Optional<Row> lockExisting(Owner owner) {
        return jdbc.sql("""
            select * from carts where customer_id = :customer and organization_id = :organization for update
            """)
                .param("customer", owner.customerId())
                .param("organization", owner.organizationId())
                .query((row, _) -> Row.of(row))
                .optional();
    }

    private void make(Owner owner, Instant now) {
        jdbc.sql("""
            insert into carts (id, customer_id, organization_id, revision, version, held_revision, hold, touched_at)
            values (:id, :customer, :organization, 0, 1, 0, 'NONE', :now)
            on conflict (customer_id, organization_id) do nothing
            """)
                .param("id", Ids.next())
                .param("customer", owner.customerId())
                .param("organization", owner.organizationId())
                .param("now", Times.column(now))
                .update();
    }

    /// Locks in the order of ids, so that two who lock never wait for each other.
    List<Found> lock(Collection<UUID> cartIds) {
        return found(jdbc.sql("select * from carts where id = any (:ids::uuid[]) order by id for update")
                .param("ids", cartIds.stream().map(UUID::toString).toArray(String[]::new))
                .query((row, _) -> Row.of(row))
                .list());
    }

    /// In the order in which they were added.
    List<Line> lines(UUID cartId) {
        return jdbc.sql("select * from cart_lines where cart_id = :cart order by added_at, product_id")
                .param("cart", cartId)
                .query((row, _) -> line(row))
                .list();
    }

    /// The same of several carts, as an order wants them.
    Map<UUID, List<Wanted>> wanted(Collection<UUID> cartIds) {
        var wanted = new HashMap<UUID, List<Wanted>>();
        jdbc.sql("select * from cart_lines where cart_id = any (:ids::uuid[]) order by added_at, product_id")
                .param("ids", cartIds.stream().map(UUID::toString).toArray(String[]::new))
                .query(row -> {
                    var line = line(row);
                    wanted.computeIfAbsent(row.getObject("cart_id", UUID.class), _ -> new ArrayList<>())
                            .add(new Wanted(line.productId(), line.quantity(), line.instructions()));
                });
        return wanted;
    }

    void put(UUID cartId, UUID productId, int quantity, @Nullable String instructions, Instant now) {
        jdbc.sql("""
            insert into cart_lines (cart_id, product_id, quantity, instructions, added_at)
            values (:cart, :product, :quantity, :instructions, :now)
            on conflict (cart_id, product_id) do update
            set quantity = excluded.quantity, instructions = excluded.instructions
            """)
                .param("cart", cartId)
                .param("product", productId)
                .param("quantity", quantity)
                .param("instructions", instructions, Types.VARCHAR)
                .param("now", Times.column(now))
                .update();
    }

    void remove(UUID cartId, Collection<UUID> products) {
        jdbc.sql("delete from cart_lines where cart_id = :cart and product_id = any (:products::uuid[])")
                .param("cart", cartId)
                .param("products", products.stream().map(UUID::toString).toArray(String[]::new))
                .update();
    }

    /// The customer changed something: the next wish.
    void touched(UUID cartId, @Nullable UUID storeId, Instant now) {
        jdbc.sql("""
            update carts
            set revision = revision + 1, version = version + 1, store_id = :store::uuid, touched_at = :now
            where id = :id
            """)
                .param("id", cartId)
                .param("store", storeId == null ? null : storeId.toString(), Types.VARCHAR)
                .param("now", Times.column(now))
                .update();
    }

    /// Which cart was taken over by which order.
    ///
    /// @param seen the order that had it before
    record Taken(UUID cartId, @Nullable UUID seen, UUID orderId) {}

    /// An order that nobody saw is never overwritten: its customer would have it twice.
    void takenOver(List<Taken> taken, Instant now) {
        var rows = new Rows<>(taken);
        var updated = jdbc.sql("""
            update carts c set order_id = t.order_id, version = version + 1, touched_at = :now
            from unnest(:carts::uuid[], :seen::uuid[], :orders::uuid[]) as t (cart_id, seen, order_id)
            where c.id = t.cart_id and c.order_id is not distinct from t.seen
            """)
                .param("carts", rows.texts(Taken::cartId))
                .param("seen", rows.texts(Taken::seen))
                .param("orders", rows.texts(Taken::orderId))
                .param("now", Times.column(now))
                .update();
        if (updated != taken.size()) {
            throw new OptimisticLockingFailureException(
                    "carts taken over: " + updated + " (expected: " + taken.size() + ")");
        }
    }

    /// How many were dropped of those that nobody touched since; none that is in checkout.
    int drop(Instant untouchedSince, int limit) {
        return jdbc.sql("""
            delete from carts where id in (
                select c.id from carts c
                where c.touched_at < :since
                  and not exists (select from orders o where o.id = c.order_id and o.status = 'PENDING')
                order by c.touched_at
                limit :limit
                for update of c skip locked)
            """)
                .param("since", Times.column(untouchedSince))
                .param("limit", limit)
                .update();
    }

    private record Row(Cart cart, @Nullable Instant touchedAt) {

        static Row of(ResultSet row) throws SQLException {
            var cart = new Cart(
                    row.getObject("id", UUID.class),
                    new Owner(row.getObject("customer_id", UUID.class), row.getObject("organization_id", UUID.class)),
                    row.getObject("store_id", UUID.class),
                    row.getLong("revision"),
                    row.getLong("version"),
                    row.getLong("held_revision"),
                    new Hold(Hold.Status.valueOf(row.getString("hold")), Times.of(row, "hold_expires_at")),
                    row.getObject("order_id", UUID.class),
                    List.of());
            return new Row(cart, cart.revision() == 0 ? null : Times.of(row, "touched_at"));
        }
    }

    /// Asked by itself, behind the locks: a join would show a cart that another transaction let go with the order it
    /// had before that transaction.
    private List<Found> found(List<Row> rows) {
        var orders = rows.stream()
                .map(it -> it.cart().orderId())
                .filter(Objects::nonNull)
                .map(UUID::toString)
                .toArray(String[]::new);
        var stages = new HashMap<UUID, Found.Stage>();
        if (orders.length > 0) {
            jdbc.sql(ORDERS).param("ids", orders).query(row -> {
                stages.put(row.getObject("id", UUID.class), stage(row));
            });
        }
        return rows.stream()
                .map(it -> new Found(
                        it.cart(), stages.getOrDefault(it.cart().orderId(), Found.Stage.OPEN), it.touchedAt()))
                .toList();
    }

    private static Found.Stage stage(ResultSet order) throws SQLException {
        return switch (Stage.valueOf(order.getString("status"))) {
            case REJECTED -> Found.Stage.OPEN;
            case PENDING -> Found.Stage.CHECKOUT;
            case CANCELLED -> order.getBoolean("was_sold") ? Found.Stage.SOLD : Found.Stage.OPEN;
            case CONFIRMED, PREPARING, READY, PACKED, OUT_FOR_DELIVERY, SHIPPED, DELIVERED, COMPLETED ->
                Found.Stage.SOLD;
        };
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getObject("product_id", UUID.class),
                row.getInt("quantity"),
                row.getString("instructions"),
                row.getLong("held"));
    }
}
