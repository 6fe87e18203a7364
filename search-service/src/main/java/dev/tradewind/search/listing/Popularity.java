package dev.tradewind.search.listing;

import dev.tradewind.messaging.Column;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How much people want a product, in points.
///
/// Points grow with every order, and a document that followed each of them would be written all day. So they are
/// counted in a narrow table of their own, and listings take them over from time to time.
@Repository
public class Popularity {

    /// What an order that is kept is worth, however many pieces it has.
    public static final long ORDERED = 10;

    /// What it is worth that somebody looked at the product, once a day.
    public static final long VIEWED = 1;

    private final JdbcClient jdbc;

    Popularity(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Counts, within the transaction that knows each reason once.
    public void add(Map<UUID, Long> points) {
        var entries = List.copyOf(points.entrySet());
        jdbc.sql("""
                insert into popularity (product_id, points)
                select id, points from unnest(:ids, :points) as more (id, points) order by id
                on conflict (product_id) do update
                set points = popularity.points + excluded.points,
                    faded_on = case popularity.points when 0 then excluded.faded_on else popularity.faded_on end
                """)
                .param("ids", Column.uuids(entries, Map.Entry::getKey))
                .param("points", Column.numbers(entries, Map.Entry::getValue))
                .update();
    }

    /// Lets listings tell what was counted, at most so many at once.
    ///
    /// @return how many there were
    int list(int most) {
        return jdbc.sql("""
                with due as (
                    select product_id, points
                    from popularity
                    where points <> listed
                      and exists (select from listings where listings.product_id = popularity.product_id)
                    order by product_id
                    limit :most
                    for update skip locked
                ), told as (
                    update popularity set listed = due.points from due where popularity.product_id = due.product_id
                    returning popularity.product_id, popularity.points
                ), locked as (
                    select listings.product_id, told.points
                    from listings
                    join told using (product_id)
                    order by listings.product_id
                    for update of listings
                ), listed as (
                    update listings
                    set popularity = locked.points,
                        version = version + case when product is null then 0 else 1 end,
                        changed_at = case when indexed < version then changed_at else now() end
                    from locked
                    where listings.product_id = locked.product_id
                )
                select count(*) from due
                """)
                .param("most", most)
                .query((row, _) -> row.getInt(1))
                .single();
    }

    /// Takes from the points what time takes: half of them in two weeks, in whole points. Each product fades once a
    /// day, whoever asks, at most so many of them at once.
    void fade(LocalDate today, int most) {
        jdbc.sql("""
                with due as (
                    select product_id, faded_on
                    from popularity
                    where faded_on < :today and points > 0
                    order by faded_on, product_id
                    limit :most
                    for update skip locked
                )
                update popularity
                set points = floor(points * power(0.5, (:today - due.faded_on) / 14.0)), faded_on = :today
                from due
                where popularity.product_id = due.product_id
                """).param("today", today).param("most", most).update();
    }
}
