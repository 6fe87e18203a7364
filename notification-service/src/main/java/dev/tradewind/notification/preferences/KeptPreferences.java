package dev.tradewind.notification.preferences;

import static java.time.ZoneOffset.UTC;

import dev.tradewind.contracts.NotificationEvent.UserPreferenceUpdated;
import dev.tradewind.messaging.Column;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.notification.domain.Channel;
import dev.tradewind.notification.domain.Kind;
import dev.tradewind.notification.domain.PersonalData;
import dev.tradewind.notification.domain.Preferences;
import dev.tradewind.notification.domain.QuietHours;
import dev.tradewind.web.ExpectedVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What people chose. Others hear of every change.
@Repository
public class KeptPreferences implements PersonalData {

    private static final TypeReference<Map<String, Map<String, Boolean>>> CHOICES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Outbox outbox;
    private final Clock clock;

    KeptPreferences(JdbcClient jdbc, JsonMapper json, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// Of those who chose something; for all others [Preferences#UNSAID] holds.
    public Map<UUID, Preferences> of(Collection<UUID> accounts) {
        var found = new HashMap<UUID, Preferences>();
        if (!accounts.isEmpty()) {
            jdbc.sql("""
                    select account_id, language, time_zone, quiet_from, quiet_until, personal_recommendations, choices
                    from notification_preferences where account_id = any (:accounts)
                    """).param("accounts", Column.ids(accounts)).query(row -> {
                found.put(row.getObject("account_id", UUID.class), preferences(row));
            });
        }
        return found;
    }

    Chosen chosen(UUID account) {
        return new Chosen(
                of(List.of(account)).getOrDefault(account, Preferences.UNSAID),
                jdbc.sql("select sequence from notification_preferences where account_id = :account")
                        .param("account", account)
                        .query(Long.class)
                        .optional()
                        .orElse(0L));
    }

    /// One change after the other for each account, whether it has chosen before or not.
    ///
    /// @param expected the version that whoever changes it has seen
    /// @param organization null where the caller does not know it; then it stays as it is
    @Transactional
    public Chosen change(
            UUID account, @Nullable UUID organization, ExpectedVersion expected, UnaryOperator<Preferences> change) {
        var now = clock.instant();
        jdbc.sql("""
                insert into notification_preferences (
                    account_id, organization_id, time_zone, personal_recommendations, promotions, choices, sequence,
                    updated_at)
                values (:account, :organization, 'Z', true, false, '{}', 0, :now)
                on conflict (account_id) do nothing
                """)
                .param("account", account)
                .param("organization", organization)
                .param("now", now.atOffset(UTC))
                .update();
        jdbc.sql("select 1 from notification_preferences where account_id = :account for update")
                .param("account", account)
                .query(Integer.class)
                .single();
        var before = chosen(account);
        expected.check(before.version());
        var after = change.apply(before.preferences());
        if (after.equals(before.preferences())) {
            return before;
        }
        var promotions = after.wants(Kind.PROMOTION, Channel.EMAIL);
        var quiet = after.quietHours();
        var kept = jdbc.sql("""
                update notification_preferences set
                    organization_id = coalesce(:organization, organization_id), language = :language,
                    time_zone = :zone, quiet_from = :from, quiet_until = :until, personal_recommendations = :personal,
                    promotions = :promotions, choices = :choices::jsonb, sequence = sequence + 1, updated_at = :now
                where account_id = :account returning sequence, organization_id
                """)
                .param("organization", organization)
                .param("language", after.language())
                .param("zone", after.timeZone().getId())
                .param("from", quiet == null ? null : quiet.from())
                .param("until", quiet == null ? null : quiet.until())
                .param("personal", after.personalRecommendations())
                .param("promotions", promotions)
                .param("choices", json.writeValueAsString(after.choices()))
                .param("now", now.atOffset(UTC))
                .param("account", account)
                .query((row, _) -> new Kept(row.getObject("organization_id", UUID.class), row.getLong("sequence")))
                .single();
        outbox.append(new UserPreferenceUpdated(
                account,
                kept.organization(),
                kept.sequence(),
                after.language(),
                after.personalRecommendations(),
                promotions,
                now));
        return new Chosen(after, kept.sequence());
    }

    /// @param version counted up with every change; 0 of those who have chosen nothing
    public record Chosen(Preferences preferences, long version) {}

    private record Kept(@Nullable UUID organization, long sequence) {}

    @Override
    public void forget(List<UUID> accounts) {
        jdbc.sql("delete from notification_preferences where account_id = any (:accounts)")
                .param("accounts", Column.ids(accounts))
                .update();
    }

    private Preferences preferences(ResultSet row) throws SQLException {
        var from = row.getObject("quiet_from", LocalTime.class);
        return new Preferences(
                row.getString("language"),
                ZoneId.of(row.getString("time_zone")),
                from == null ? null : new QuietHours(from, row.getObject("quiet_until", LocalTime.class)),
                row.getBoolean("personal_recommendations"),
                choices(json.readValue(row.getString("choices"), CHOICES)));
    }

    /// What a newer version lets people choose means nothing here.
    private static Map<Kind, Map<Channel, Boolean>> choices(Map<String, Map<String, Boolean>> kept) {
        var choices = new EnumMap<Kind, Map<Channel, Boolean>>(Kind.class);
        for (var kind : Kind.values()) {
            var ofKind = new EnumMap<Channel, Boolean>(Channel.class);
            for (var channel : Channel.values()) {
                var chosen = kept.getOrDefault(kind.name(), Map.of()).get(channel.name());
                if (chosen != null) {
                    ofKind.put(channel, chosen);
                }
            }
            if (!ofKind.isEmpty()) {
                choices.put(kind, ofKind);
            }
        }
        return choices;
    }
}
