package dev.tradewind.search.activity;

import dev.tradewind.messaging.Column;
import dev.tradewind.search.listing.Popularity;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of what people did.
@Repository
public class Activity {

    /// Nobody looks at more things in a day; whoever seems to is a program.
    private static final int MOST_OF_A_DAY = 500;

    private final JdbcClient jdbc;
    private final Clock clock;

    Activity(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Whoever views a product again on the same day wants it no more than before, so each viewer counts once a day.
    ///
    /// @return what the views are worth to each product: see [Popularity]
    Map<UUID, Long> note(List<Noted> things) {
        var points = new HashMap<UUID, Long>();
        jdbc.sql("""
                with told as (
                    select it.*, (it.at at time zone 'UTC')::date as day
                    from unnest(:accounts, :kinds, :subjects, :products, :quantities, :times) with ordinality
                         as it (account_id, kind, subject, product_id, quantity, at, ordinal)
                    where not exists (select from erased_accounts erased where erased.account_id = it.account_id)
                      and (select count(*) from activity
                           where activity.account_id = it.account_id
                             and activity.day = (it.at at time zone 'UTC')::date) < :most
                ), noted as (
                    insert into activity as known
                        (account_id, day, kind, subject, product_id, times, quantity, last_at)
                    select account_id, day, kind, subject, (array_agg(product_id))[1], count(*),
                           (array_agg(quantity order by ordinal desc))[1], max(at)
                    from told
                    group by account_id, day, kind, subject
                    order by account_id, day, kind, subject
                    on conflict (account_id, day, kind, subject) do update
                    set times = known.times + excluded.times,
                        quantity = excluded.quantity,
                        last_at = greatest(known.last_at, excluded.last_at)
                    returning new.kind, new.product_id, old.account_id is null as is_first
                )
                select product_id, count(*) as viewers
                from noted
                where is_first and kind = 'VIEWED'
                group by product_id
                """)
                .param("accounts", Column.uuids(things, Noted::accountId))
                .param("kinds", Column.texts(things, it -> it.kind().name()))
                .param("subjects", Column.texts(things, Noted::subject))
                .param("products", Column.uuids(things, Noted::productId))
                .param("quantities", Column.numbers(things, Noted::quantity))
                .param("times", Column.times(things, Noted::at))
                .param("most", MOST_OF_A_DAY)
                .query(row -> {
                    points.put(row.getObject("product_id", UUID.class), row.getLong("viewers") * Popularity.VIEWED);
                });
        return points;
    }

    /// Also what is told of them later is not kept.
    public void forget(Collection<UUID> accounts) {
        jdbc.sql("""
                insert into erased_accounts (account_id, erased_at)
                select distinct id, :now::timestamptz from unnest(:accounts) as it (id) order by id
                on conflict do nothing
                """)
                .param("accounts", Column.ids(accounts))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("delete from activity where account_id = any (:accounts)")
                .param("accounts", Column.ids(accounts))
                .update();
    }

    /// What was being noted while an account was erased.
    void forgetLateOnes() {
        jdbc.sql("""
                delete from activity using erased_accounts
                where activity.account_id = erased_accounts.account_id and erased_at > :now::timestamptz - interval '1 day'
                """).param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    /// @return how many rows went, at most so many
    int forgetBefore(LocalDate day, int most) {
        return jdbc.sql("""
                delete from activity where ctid = any (array(select ctid from activity where day < :day limit :most))
                """).param("day", day).param("most", most).update();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
