package dev.tradewind.messaging;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Remembers what a consumer group handled, in the transaction that handled it.
///
/// Its statement is the first of that transaction, and tells the server to plan the others once. Left to itself it
/// plans a statement anew as long as it comes with few ids, which costs as much as carrying it out. A plan that is
/// kept must use an index although its table was empty when it was made.
class Inbox {

    private static final String PLAN_ONCE = """
            select set_config('plan_cache_mode', 'force_generic_plan', true),
                   set_config('enable_seqscan', 'off', true)
            """;

    /// @param fresh the ids that had not been there
    /// @param parkedKeys keys of which an earlier message waits for a decision
    record Admission(Set<UUID> fresh, Set<String> parkedKeys) {}

    private final JdbcClient jdbc;

    Inbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Notes a whole poll in one statement.
    ///
    /// Parked rows of its keys are locked: whoever replays the last one of a key either is done before, or finds
    /// what is parked behind it now.
    Admission admit(String group, Collection<? extends Arrival<?>> arrivals) {
        var ids = arrivals.stream().map(it -> it.id().toString()).toArray(String[]::new);
        var fresh = new HashSet<UUID>();
        var parked = new HashSet<String>();
        jdbc.sql("""
                with fresh as (
                    insert into inbox (consumer_group, message_id)
                    select ?, id from (select distinct id::uuid as id from unnest(?::text[]) as arrived (id)
                                       order by 1) as arrivals
                    on conflict do nothing
                    returning message_id),
                planning as materialized (%s)
                select message_id, null as key from planning, fresh
                union all
                select null, key from (select key from parked_message
                                       where consumer_group = ? and status = 'PARKED' and key = any(?)
                                       order by number for share) as waiting
                """.formatted(PLAN_ONCE))
                .param(group)
                .param(ids)
                .param(group)
                .param(keys(arrivals))
                .query(row -> {
                    var id = row.getObject(1, UUID.class);
                    if (id != null) {
                        fresh.add(id);
                    } else {
                        parked.add(row.getString(2));
                    }
                });
        return new Admission(fresh, parked);
    }

    /// The same for a subscription that knows repetitions by itself.
    Admission admitAll(String group, Collection<? extends Arrival<?>> arrivals) {
        var parked = new HashSet<String>();
        jdbc.sql("""
                with planning as materialized (%s)
                select waiting.key from planning left join lateral (
                    select key from parked_message
                    where consumer_group = ? and status = 'PARKED' and key = any(?)
                    order by number for share) as waiting on true
                """.formatted(PLAN_ONCE)).param(group).param(keys(arrivals)).query(row -> {
            var key = row.getString(1);
            if (key != null) {
                parked.add(key);
            }
        });
        var all = new HashSet<UUID>();
        arrivals.forEach(it -> all.add(it.id()));
        return new Admission(all, parked);
    }

    private static String[] keys(Collection<? extends Arrival<?>> arrivals) {
        return List.copyOf(arrivals).stream().map(Arrival::key).distinct().toArray(String[]::new);
    }
}
