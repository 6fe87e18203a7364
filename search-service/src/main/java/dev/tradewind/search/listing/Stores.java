package dev.tradewind.search.listing;

import dev.tradewind.messaging.Column;
import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What is known of stores. Every product of a store says it too, so its listings change with it.
@Repository
class Stores {

    private final JdbcClient jdbc;

    Stores(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record StoreFact(
            UUID storeId, UUID organizationId, long sequence, String name, boolean open, boolean membersOnly) {}

    /// One fact for each store; older ones than those known change nothing, nor does what is not told in listings.
    void take(Collection<StoreFact> facts) {
        jdbc.sql("""
                with fact as (
                    select *
                    from unnest(:ids, :organizations, :sequences, :names, :open, :membersOnly)
                        as fact (id, organization_id, sequence, name, open, members_only)
                ), known as (
                    select store_id, name, open from stores where store_id = any (:ids)
                ), taken as (
                    insert into stores (store_id, organization_id, version, name, open, members_only)
                    select id, organization_id, sequence, name, open, members_only from fact order by id
                    on conflict (store_id) do update
                    set organization_id = excluded.organization_id,
                        version = excluded.version,
                        name = excluded.name,
                        open = excluded.open,
                        members_only = excluded.members_only
                    where stores.version < excluded.version
                    returning store_id, name, open
                ), changed as (
                    select taken.store_id
                    from taken
                    left join known using (store_id)
                    where (taken.name, taken.open) is distinct from (known.name, known.open)
                ), locked as (
                    select product_id
                    from listings
                    where store_id in (select store_id from changed)
                    order by product_id
                    for update
                )
                update listings
                set version = version + 1,
                    changed_at = case when indexed < version then changed_at else now() end
                where product_id in (select product_id from locked)
                """)
                .param("ids", Column.uuids(facts, StoreFact::storeId))
                .param("organizations", Column.uuids(facts, StoreFact::organizationId))
                .param("sequences", Column.numbers(facts, StoreFact::sequence))
                .param("names", Column.texts(facts, StoreFact::name))
                .param("open", Column.flags(facts, StoreFact::open))
                .param("membersOnly", Column.flags(facts, StoreFact::membersOnly))
                .update();
    }
}
