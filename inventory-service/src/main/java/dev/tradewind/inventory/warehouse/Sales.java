package dev.tradewind.inventory.warehouse;

import static java.time.ZoneOffset.UTC;

import dev.tradewind.messaging.Column;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was sold, as the warehouse sees it. Whoever locks the row of a sale first decides what becomes of the goods.
@Repository
class Sales {

    private final JdbcClient jdbc;

    Sales(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Refused unless the list has exactly what is sold, and nobody is about to change that.
    UUID lock(PickList list) {
        var sale = jdbc.sql("""
                select id from reservation
                where order_id = :order and status = 'CONFIRMED' and restocked_at is null
                for update
                """)
                .param("order", list.order().id())
                .query(UUID.class)
                .optional()
                .orElseThrow(CannotDo.OrderCancelled::new);
        // Asked after the lock: whoever had it before us is seen.
        if (isOtherwise(sale, list.id())) {
            throw new CannotDo.ChangeRunning();
        }
        return sale;
    }

    /// From now on the lines of the order do not change: all of it was found.
    void close(UUID sale, PickList.Order order, Instant now) {
        jdbc.sql("update reservation set packed_at = :now where id = :sale")
                .param("now", now.atOffset(UTC))
                .param("sale", sale)
                .update();
        lookAgain(List.of(order.id()));
    }

    /// The same for orders that are packed already.
    void close(Collection<UUID> orders, Instant now) {
        note("packed_at", orders, now);
        lookAgain(orders);
    }

    /// When the order gives these pieces back, nobody puts them on the shelf.
    void miss(PickList list, UUID actor, Instant now) {
        lookAgain(List.of(list.order().id()));
        var missing = list.lines().stream().filter(it -> it.found() != null).toList();
        jdbc.sql("""
                insert into missing_piece (order_id, product_id, quantity, actor, noted_at)
                select :order, product, quantity, :actor, :now from unnest(:products, :quantities) as m (product, quantity)
                """)
                .param("order", list.order().id())
                .param("actor", actor)
                .param("now", now.atOffset(UTC))
                .param("products", Column.uuids(missing, PickList.Line::productId))
                .param("quantities", Column.numbers(missing, PickList.Line::missing))
                .update();
    }

    /// Nothing is known to be missing of orders whose lists are new.
    void lookAgain(Collection<UUID> orders) {
        if (!orders.isEmpty()) {
            jdbc.sql("delete from missing_piece where order_id = any(:orders)")
                    .param("orders", Column.ids(orders))
                    .update();
        }
    }

    private boolean isOtherwise(UUID sale, UUID list) {
        return jdbc.sql("""
                with sold as (
                    select product_id, quantity from reservation_line where reservation_id = :sale
                ), picked as (
                    select product_id, quantity from pick_list_line where pick_list_id = :list
                )
                select exists (select from reservation_change where reservation_id = :sale and status = 'OPEN')
                    or exists (select * from sold except select * from picked)
                    or exists (select * from picked except select * from sold)
                """)
                .param("sale", sale)
                .param("list", list)
                .query(Boolean.class)
                .single();
    }

    /// The sale leaves the house, unless its goods were taken back before: then nothing is left to ship.
    boolean leavesTheHouse(UUID order, Instant now) {
        return jdbc.sql("""
                        update reservation set shipped_at = :now
                        where order_id = :order and status = 'CONFIRMED' and restocked_at is null
                          and shipped_at is null
                        """)
                        .param("order", order)
                        .param("now", now.atOffset(UTC))
                        .update()
                > 0;
    }

    /// The same for orders that are shipped already.
    void leaveTheHouse(Collection<UUID> orders, Instant now) {
        note("shipped_at", orders, now);
    }

    /// Of all that is sold and not taken back, unless it was noted before.
    private void note(String moment, Collection<UUID> orders, Instant now) {
        if (orders.isEmpty()) {
            return;
        }
        jdbc.sql("""
                with sold as (
                    select id from reservation
                    where order_id = any(:orders) and status = 'CONFIRMED' and restocked_at is null and %1$s is null
                    order by id for update
                )
                update reservation set %1$s = :now from sold where reservation.id = sold.id
                """.formatted(moment))
                .param("orders", Column.ids(orders))
                .param("now", now.atOffset(UTC))
                .update();
    }
}
