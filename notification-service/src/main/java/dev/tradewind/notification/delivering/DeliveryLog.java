package dev.tradewind.notification.delivering;

import static java.time.ZoneOffset.UTC;

import dev.tradewind.messaging.Column;
import dev.tradewind.messaging.Ids;
import dev.tradewind.notification.domain.Channel;
import dev.tradewind.notification.domain.PersonalData;
import dev.tradewind.notification.domain.Preferences;
import dev.tradewind.notification.preferences.KeptPreferences;
import dev.tradewind.notification.wording.Notice;
import dev.tradewind.notification.wording.Reader;
import dev.tradewind.notification.wording.Wording;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// What was told, is being told and will be told to whom. Whether somebody is told is decided here and once, in the
/// caller's transaction; mails are then sent by who takes them from the log.
@Repository
public class DeliveryLog implements PersonalData {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Wording wording;
    private final KeptPreferences preferences;
    private final Clock clock;

    /// What somebody does not want to be told by this channel.
    private record Unwanted(News news, Channel channel) {}

    DeliveryLog(JdbcClient jdbc, JsonMapper json, Wording wording, KeptPreferences preferences, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.wording = wording;
        this.preferences = preferences;
        this.clock = clock;
    }

    /// Tells everybody by the channels they want. Decided once for each event, kind, channel and account, also when the
    /// inbox has long forgotten the event: what somebody did not want then does not come when they want it later.
    ///
    /// @return how many deliveries are new
    public int tell(Collection<News> news) {
        if (news.isEmpty()) {
            return 0;
        }
        var chosen = preferences.of(news.stream().map(News::accountId).collect(Collectors.toSet()));
        var deliveries = new ArrayList<Delivery>();
        var unwanted = new ArrayList<Unwanted>();
        for (var it : news) {
            var wanted = chosen.getOrDefault(it.accountId(), Preferences.UNSAID);
            for (var channel : Channel.values()) {
                if (wanted.wants(it.kind(), channel)) {
                    deliveries.add(new Delivery(Ids.next(), it, channel, notice(it, channel, wanted)));
                } else if (it.kind().channels().contains(channel)) {
                    unwanted.add(new Unwanted(it, channel));
                }
            }
        }
        var now = clock.instant();
        var added = add(deliveries, now);
        leave(unwanted, now);
        return added;
    }

    private @Nullable Notice notice(News news, Channel channel, Preferences wanted) {
        return switch (channel) {
            case EMAIL -> null;
            case IN_APP ->
                wording.notice(news.kind(), news.matter(), new Reader("", wanted.language(), wanted.timeZone(), null));
        };
    }

    private int add(List<Delivery> deliveries, Instant now) {
        return jdbc.sql("""
                insert into delivery_log (
                    id, event_id, event_type, kind, channel, account_id, organization_id, order_id, type, title, body,
                    data, due_at, status, occurred_at, created_at, settled_at)
                select
                    id, event_id, event_type, kind, channel, account_id, organization_id, order_id, type, title, body,
                    data::jsonb, due_at, status, occurred_at, :now, case status when 'DELIVERED' then :now end
                from unnest(
                    :ids, :events, :eventTypes, :kinds, :channels, :accounts, :organizations, :orders, :types, :titles,
                    :bodies, :data, :due, :statuses, :times)
                    as delivery (
                    id, event_id, event_type, kind, channel, account_id, organization_id, order_id, type, title, body,
                    data, due_at, status, occurred_at)
                where not exists (
                    select from delivery_unwanted left_out
                    where left_out.event_id = delivery.event_id and left_out.kind = delivery.kind
                      and left_out.channel = delivery.channel and left_out.account_id = delivery.account_id)
                on conflict (event_id, kind, channel, account_id) do nothing
                """)
                .param("ids", Column.uuids(deliveries, Delivery::id))
                .param("events", Column.uuids(deliveries, it -> it.news().eventId()))
                .param("eventTypes", Column.texts(deliveries, it -> it.news().eventType()))
                .param("kinds", Column.texts(deliveries, it -> it.news().kind().name()))
                .param("channels", Column.texts(deliveries, it -> it.channel().name()))
                .param("accounts", Column.uuids(deliveries, it -> it.news().accountId()))
                .param("organizations", Column.uuids(deliveries, it -> it.news().organizationId()))
                .param("orders", Column.uuids(deliveries, it -> it.news().orderId()))
                .param("types", Column.texts(deliveries, it -> it.news().kind().type()))
                .param(
                        "titles",
                        Column.texts(
                                deliveries,
                                it -> it.notice() == null ? null : it.notice().title()))
                .param(
                        "bodies",
                        Column.texts(
                                deliveries,
                                it -> it.notice() == null ? null : it.notice().body()))
                .param("data", Column.texts(deliveries, this::data))
                .param(
                        "due",
                        Column.times(
                                deliveries,
                                it -> it.channel() == Channel.EMAIL ? it.news().mailAt() : null))
                .param("statuses", Column.texts(deliveries, Delivery::status))
                .param("times", Column.times(deliveries, it -> it.news().occurredAt()))
                .param("now", now.atOffset(UTC))
                .update();
    }

    private void leave(List<Unwanted> unwanted, Instant now) {
        if (unwanted.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into delivery_unwanted (event_id, kind, channel, account_id, decided_at)
                select event_id, kind, channel, account_id, :now
                from unnest(:events, :kinds, :channels, :accounts) as decision (event_id, kind, channel, account_id)
                on conflict do nothing
                """)
                .param("events", Column.uuids(unwanted, it -> it.news().eventId()))
                .param("kinds", Column.texts(unwanted, it -> it.news().kind().name()))
                .param("channels", Column.texts(unwanted, it -> it.channel().name()))
                .param("accounts", Column.uuids(unwanted, it -> it.news().accountId()))
                .param("now", now.atOffset(UTC))
                .update();
    }

    private @Nullable String data(Delivery delivery) {
        return delivery.channel() == Channel.EMAIL
                ? json.writeValueAsString(delivery.news().matter())
                : null;
    }

    @Override
    public void forget(List<UUID> accounts) {
        jdbc.sql("delete from delivery_log where account_id = any (:accounts)")
                .param("accounts", Column.ids(accounts))
                .update();
        jdbc.sql("delete from delivery_unwanted where account_id = any (:accounts)")
                .param("accounts", Column.ids(accounts))
                .update();
    }
}
