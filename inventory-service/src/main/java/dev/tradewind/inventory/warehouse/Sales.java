package dev.tradewind.inventory.warehouse;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
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

    /// From now on the lines of the order do not change. Refused unless the list has exactly what is sold.
    void close(PickList list, Instant now) {
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
        jdbc.sql("update reservation set packed_at = :now where id = :sale")
                .param("now", now.atOffset(UTC))
                .param("sale", sale)
                .update();
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
}
