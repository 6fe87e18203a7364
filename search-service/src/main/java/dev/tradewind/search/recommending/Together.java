package dev.tradewind.search.recommending;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Counts which products are bought together.
///
/// Of each product only the newest orders count, and only the most frequent others are kept. So the work for a product
/// and the rows of it have a bound, what nobody buys together any more goes by itself, and counting twice does no
/// harm. Every instance takes other products than those a neighbour is at.
@Component
class Together {

    static final int NEWEST_ORDERS = 200;
    static final int KEPT_FOR_EACH = 50;

    private static final Logger log = LoggerFactory.getLogger(Together.class);
    private static final int BATCH = 100;
    private static final int MOST_BATCHES = 20;

    private final JdbcClient jdbc;

    Together(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Seldom, because what sells all the time is due each time, and what goes together changes slowly.
    @Scheduled(fixedDelayString = "${tradewind.search.together-pause:1m}")
    void countDue() {
        try {
            for (int i = 0; i < MOST_BATCHES; i++) {
                if (countSome() < BATCH) {
                    return;
                }
            }
        } catch (DataAccessException | TransactionException away) {
            log.atWarn().setCause(away).log("What is bought together is counted later");
        }
    }

    /// One statement, hence one transaction.
    private int countSome() {
        return jdbc.sql("""
                with due as (
                    delete from together_due
                    where product_id = any (array(
                        select product_id from together_due order by since limit :batch for update skip locked))
                    returning product_id
                ), newest as (
                    select due.product_id, bought.order_id
                    from due
                    cross join lateral (
                        select order_id from purchases
                        where product_id = due.product_id and kept
                        order by bought_at desc
                        limit :newest
                    ) bought
                ), counted as (
                    select newest.product_id, other.product_id as other_id, count(*) as orders,
                           row_number() over (
                               partition by newest.product_id
                               order by count(*) desc, max(other.bought_at) desc, other.product_id) as place
                    from newest
                    join purchases other
                        on other.order_id = newest.order_id and other.kept and other.product_id <> newest.product_id
                    group by newest.product_id, other.product_id
                ), best as (
                    select product_id, other_id, orders from counted where place <= :kept
                ), gone as (
                    delete from bought_together known using due
                    where known.product_id = due.product_id
                      and not exists (
                          select from best where best.product_id = known.product_id and best.other_id = known.other_id)
                ), written as (
                    insert into bought_together as known (product_id, other_id, orders)
                    select product_id, other_id, orders from best order by product_id, other_id
                    on conflict (product_id, other_id) do update set orders = excluded.orders
                    where known.orders <> excluded.orders
                )
                select count(*) from due
                """)
                .param("batch", BATCH)
                .param("newest", NEWEST_ORDERS)
                .param("kept", KEPT_FOR_EACH)
                .query((row, _) -> row.getInt(1))
                .single();
    }
}
