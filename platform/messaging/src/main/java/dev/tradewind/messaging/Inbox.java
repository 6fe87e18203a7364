package dev.tradewind.messaging;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Remembers what a consumer group handled, in the transaction that handled it.
class Inbox {

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
                    returning message_id)
                select message_id, null as key from fresh
                union all
                select null, key from (select key from parked_message
                                       where consumer_group = ? and status = 'PARKED' and key = any(?)
                                       order by number for share) as waiting
                """).param(group).param(ids).param(group).param(keys(arrivals)).query(row -> {
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
        var parked = jdbc.sql("""
                select key from parked_message
                where consumer_group = ? and status = 'PARKED' and key = any(?)
                order by number for share
                """)
                .param(group)
                .param(keys(arrivals))
                .query((row, _) -> row.getString(1))
                .list();
        var all = new HashSet<UUID>();
        arrivals.forEach(it -> all.add(it.id()));
        return new Admission(all, new HashSet<>(parked));
    }

    private static String[] keys(Collection<? extends Arrival<?>> arrivals) {
        return List.copyOf(arrivals).stream().map(Arrival::key).distinct().toArray(String[]::new);
    }
}
