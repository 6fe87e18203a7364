package dev.tradewind.order.customers;

import dev.tradewind.contracts.AccountEvent;
import dev.tradewind.contracts.AccountEvent.AccountClosed;
import dev.tradewind.contracts.AccountEvent.AccountErased;
import dev.tradewind.contracts.AccountEvent.AccountRegistered;
import dev.tradewind.contracts.AccountEvent.AddressesChanged;
import dev.tradewind.contracts.AccountEvent.MemberChanged;
import dev.tradewind.contracts.AccountEvent.SessionRevoked;
import dev.tradewind.messaging.Received;
import dev.tradewind.messaging.Subscription;
import dev.tradewind.order.persistence.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Hears that addresses changed, and forgets who was erased: what was ordered stays, whom it went to does not.
@Configuration(proxyBeanMethods = false)
class CustomerNews {

    private final JdbcClient jdbc;

    CustomerNews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Bean
    Subscription<AccountEvent> orderCustomers() {
        return Subscription.<AccountEvent>ofBatches("order-customers", Set.of(AccountEvent.class), this::hear)
                .withoutInbox();
    }

    private void hear(List<Received<AccountEvent>> batch) {
        var changed = new TreeMap<UUID, Long>();
        var erased = new ArrayList<UUID>();
        for (var received : batch) {
            switch (received.message()) {
                case AddressesChanged it -> changed.merge(it.accountId(), it.sequence(), Math::max);
                case AccountErased it -> {
                    changed.merge(it.accountId(), it.sequence(), Math::max);
                    erased.add(it.accountId());
                }
                case AccountRegistered _, MemberChanged _, SessionRevoked _, AccountClosed _ -> {}
            }
        }
        note(new Rows<>(List.copyOf(changed.entrySet())));
        forget(new Rows<>(erased));
    }

    private void note(Rows<Map.Entry<UUID, Long>> changed) {
        if (changed.rows().isEmpty()) {
            return;
        }
        jdbc.sql("""
            insert into address_changes as known (customer_id, sequence)
            select * from unnest(:ids::uuid[], :sequences::bigint[])
            on conflict (customer_id) do update set sequence = excluded.sequence
            where known.sequence < excluded.sequence
            """)
                .param("ids", changed.texts(Map.Entry::getKey))
                .param("sequences", changed.numbers(Map.Entry::getValue))
                .update();
    }

    /// Also what they wrote in their own words: it may say anything. Asked are the orders themselves: their list may
    /// not
    /// know the newest yet, and nobody is told twice that somebody is erased.
    private void forget(Rows<UUID> customers) {
        if (customers.rows().isEmpty()) {
            return;
        }
        for (var statement : List.of("""
            delete from order_addresses where order_id in
                (select id from orders where customer_id = any (:ids::uuid[]))
            """, """
            update order_lines set instructions = null where instructions is not null and order_id in
                (select id from orders where customer_id = any (:ids::uuid[]))
            """, """
            update orders set instructions = null, cancellation = null
            where num_nonnulls(instructions, cancellation) > 0 and customer_id = any (:ids::uuid[])
            """, """
            update refunds set reason = null where reason is not null and order_id in
                (select id from orders where customer_id = any (:ids::uuid[]))
            """)) {
            jdbc.sql(statement).param("ids", customers.texts(it -> it)).update();
        }
    }
}
