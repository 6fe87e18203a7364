package dev.tradewind.notification.mailing;

import dev.tradewind.contracts.AccountEvent;
import dev.tradewind.contracts.AccountEvent.AccountClosed;
import dev.tradewind.contracts.AccountEvent.AccountErased;
import dev.tradewind.messaging.Column;
import dev.tradewind.messaging.Received;
import dev.tradewind.messaging.Subscription;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Hears whom nobody may write to any more.
@Configuration(proxyBeanMethods = false)
class AccountNews {

    private final JdbcClient jdbc;

    AccountNews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Bean
    Subscription<AccountEvent> notificationContacts() {
        return Subscription.<AccountEvent>ofBatches(
                        "notification-contacts", Set.of(AccountClosed.class, AccountErased.class), this::hear)
                .withoutInbox();
    }

    private void hear(List<Received<AccountEvent>> batch) {
        var changed = new TreeMap<UUID, Long>();
        batch.forEach(it -> changed.merge(it.message().accountId(), it.message().sequence(), Math::max));
        jdbc.sql("""
                insert into contact_changes as known (account_id, sequence)
                select * from unnest(:ids, :sequences)
                on conflict (account_id) do update set sequence = excluded.sequence
                where known.sequence < excluded.sequence
                """)
                .param("ids", Column.ids(changed.keySet()))
                .param("sequences", Column.numbers(changed.entrySet(), Map.Entry::getValue))
                .update();
    }
}
