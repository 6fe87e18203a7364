package dev.tradewind.search.indexing;

import dev.tradewind.messaging.Column;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Counts for each organisation what a search may find new. Whoever keeps an answer keeps it under this number, and
/// so never gives one that is older than the index.
///
/// A document that Elasticsearch has is found after the next refresh only. So sent changes are counted in the
/// transaction that writes them down, and the count becomes visible after a refresh that began later; any instance
/// may finish what another has begun.
@Repository
public class IndexVersions {

    private static final UUID ALL = new UUID(0, 0);

    private final JdbcClient jdbc;

    IndexVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What every search of this organisation sees at least; 0 as long as nothing of it was indexed.
    ///
    /// @param organization null for searches over all of them
    public long visible(@Nullable UUID organization) {
        return jdbc.sql("select visible from index_versions where organization_id = :organization")
                .param("organization", organization == null ? ALL : organization)
                .query((row, _) -> row.getLong(1))
                .optional()
                .orElse(0L);
    }

    /// To be called with what is written down of the listings.
    void sent(Collection<UUID> organizations) {
        var changed = new HashSet<>(organizations);
        changed.add(ALL);
        jdbc.sql("""
                insert into index_versions (organization_id, sent)
                select id, 1 from unnest(:organizations) as id order by id
                on conflict (organization_id) do update set sent = index_versions.sent + 1
                """).param("organizations", Column.ids(changed)).update();
    }

    /// What was sent and may not be visible yet.
    Map<UUID, Long> unseen() {
        return jdbc
                .sql("select organization_id, sent from index_versions where visible < sent")
                .query((row, _) -> Map.entry(row.getObject(1, UUID.class), row.getLong(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// After a refresh that began when this was unseen.
    void seen(Map<UUID, Long> unseen) {
        var counts = List.copyOf(unseen.entrySet());
        jdbc.sql("""
                with locked as (
                    select organization_id, seen.sent
                    from index_versions
                    join unnest(:organizations, :sent) as seen (id, sent) on organization_id = seen.id
                    order by organization_id
                    for update of index_versions
                )
                update index_versions
                set visible = greatest(visible, locked.sent)
                from locked
                where index_versions.organization_id = locked.organization_id
                """)
                .param("organizations", Column.uuids(counts, Map.Entry::getKey))
                .param("sent", Column.numbers(counts, Map.Entry::getValue))
                .update();
    }

    /// Another index is read, and may not show all it has.
    void allChanged() {
        jdbc.sql("""
                with locked as (
                    select organization_id from index_versions order by organization_id for update
                )
                update index_versions set sent = sent + 1
                from locked
                where index_versions.organization_id = locked.organization_id
                """).update();
    }
}
