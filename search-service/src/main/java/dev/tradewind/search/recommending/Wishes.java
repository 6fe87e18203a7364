package dev.tradewind.search.recommending;

import dev.tradewind.contracts.NotificationEvent.UserPreferenceUpdated;
import dev.tradewind.messaging.Column;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BinaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Whether people want to be shown what their own history suggests. Who has said nothing does.
@Repository
class Wishes {

    private static final BinaryOperator<UserPreferenceUpdated> NEWEST =
            BinaryOperator.maxBy(Comparator.comparingLong(UserPreferenceUpdated::sequence));

    private final JdbcClient jdbc;

    Wishes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean wantsPersonal(UUID account) {
        return jdbc.sql("select personal from recommendation_wishes where account_id = :account")
                .param("account", account)
                .query((row, _) -> row.getBoolean(1))
                .optional()
                .orElse(true);
    }

    /// The newest of each account counts, in whatever order they come.
    void note(Collection<UserPreferenceUpdated> said) {
        var newest = new TreeMap<UUID, UserPreferenceUpdated>();
        said.forEach(it -> newest.merge(it.accountId(), it, NEWEST));
        jdbc.sql("""
                insert into recommendation_wishes as known (account_id, personal, sequence)
                select * from unnest(:accounts, :personal, :sequences)
                on conflict (account_id) do update set personal = excluded.personal, sequence = excluded.sequence
                where known.sequence < excluded.sequence
                """)
                .param("accounts", Column.ids(newest.keySet()))
                .param("personal", Column.flags(newest.values(), UserPreferenceUpdated::personalRecommendations))
                .param("sequences", Column.numbers(newest.values(), UserPreferenceUpdated::sequence))
                .update();
    }

    void forget(List<UUID> accounts) {
        jdbc.sql("delete from recommendation_wishes where account_id = any (:accounts)")
                .param("accounts", Column.ids(accounts))
                .update();
    }
}
