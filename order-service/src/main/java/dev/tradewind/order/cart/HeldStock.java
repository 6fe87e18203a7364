package dev.tradewind.order.cart;

import dev.tradewind.contracts.HoldEvent;
import dev.tradewind.contracts.HoldEvent.HoldExpired;
import dev.tradewind.contracts.HoldEvent.StockHeld;
import dev.tradewind.messaging.Received;
import dev.tradewind.order.cart.StockOnTheShelf.Told;
import dev.tradewind.order.persistence.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Writes into the carts what inventory holds for them. Of several answers in one batch the last counts.
@Component
class HeldStock {

    private final JdbcClient jdbc;
    private final StockOnTheShelf shelf;
    private final HoldAnswers answers;

    HeldStock(JdbcClient jdbc, StockOnTheShelf shelf, HoldAnswers answers) {
        this.jdbc = jdbc;
        this.shelf = shelf;
        this.answers = answers;
    }

    private record Held(UUID cartId, UUID productId, long quantity) {}

    void heard(List<Received<HoldEvent>> batch) {
        var last = new LinkedHashMap<UUID, HoldEvent>();
        batch.forEach(it -> last.put(it.message().reservationId(), it.message()));
        var known = lock(List.copyOf(last.keySet()));
        var events = last.values().stream()
                .filter(it -> known.contains(it.reservationId()))
                .toList();
        if (events.isEmpty()) {
            return;
        }
        write(new Rows<>(events));
        var held = new ArrayList<Held>();
        var left = new ArrayList<Told>();
        for (var event : events) {
            if (event instanceof StockHeld it) {
                for (var line : it.lines()) {
                    held.add(new Held(it.reservationId(), line.productId(), line.quantity()));
                    if (line.left() != null) {
                        left.add(new Told(
                                line.productId(),
                                line.left().available(),
                                line.left().sequence()));
                    }
                }
            }
        }
        writeLines(new Rows<>(events), new Rows<>(held));
        // Together with what is held, or a piece would be shown on the shelf and in the cart.
        shelf.believe(left);
        answers.afterCommit(events);
    }

    /// In the order of ids, so that two who lock never wait for each other. A cart that was dropped is not there.
    private List<UUID> lock(List<UUID> carts) {
        return jdbc.sql("select id from carts where id = any (:ids::uuid[]) order by id for update")
                .param("ids", new Rows<>(carts).texts(it -> it))
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    private void write(Rows<HoldEvent> events) {
        jdbc.sql("""
            update carts c
            set held_revision = least(e.revision, c.revision), hold = e.hold, hold_expires_at = e.expires_at,
                version = c.version + 1
            from unnest(:ids::uuid[], :revisions::bigint[], :holds::text[], :expiries::timestamptz[])
                as e (id, revision, hold, expires_at)
            where c.id = e.id
            """)
                .param("ids", events.texts(HoldEvent::reservationId))
                .param("revisions", events.numbers(HoldEvent::revision))
                .param("holds", events.texts(HeldStock::hold))
                .param("expiries", events.texts(HeldStock::expiresAt))
                .update();
    }

    private void writeLines(Rows<HoldEvent> events, Rows<Held> held) {
        jdbc.sql("""
            update cart_lines l
            set held = coalesce((select h.quantity
                                 from unnest(:carts::uuid[], :products::uuid[], :quantities::bigint[])
                                     as h (cart_id, product_id, quantity)
                                 where h.cart_id = l.cart_id and h.product_id = l.product_id), 0)
            where l.cart_id = any (:ids::uuid[])
            """)
                .param("ids", events.texts(HoldEvent::reservationId))
                .param("carts", held.texts(Held::cartId))
                .param("products", held.texts(Held::productId))
                .param("quantities", held.numbers(Held::quantity))
                .update();
    }

    private static String hold(HoldEvent event) {
        return switch (event) {
            case StockHeld it -> it.expiresAt() == null ? "NONE" : "HELD";
            case HoldExpired _ -> "EXPIRED";
        };
    }

    private static @Nullable Object expiresAt(HoldEvent event) {
        return event instanceof StockHeld it ? it.expiresAt() : null;
    }
}
