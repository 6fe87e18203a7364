package dev.tradewind.order.customers;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The saved addresses of customers, remembered in memory for as long as the account says that they did not change.
@Component
public class AddressBook {

    private static final int CUSTOMERS = 10_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int READINGS = 3;

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final AsyncCache<Reading, List<SavedAddress>> remembered = Caffeine.newBuilder()
            .maximumSize(CUSTOMERS)
            .expireAfterWrite(REMEMBERED)
            .executor(Thread::startVirtualThread)
            .buildAsync();

    /// Known before it is asked, so an answer that was overtaken by a change is never found again.
    private record Reading(UUID customerId, long changes) {}

    AddressBook(JdbcClient jdbc, Accounts accounts) {
        this.jdbc = jdbc;
        this.accounts = accounts;
    }

    /// The saved addresses of several customers as they are remembered; asks nobody but the database.
    public Known of(Collection<UUID> customerIds) {
        var changes = new HashMap<UUID, Long>();
        if (!customerIds.isEmpty()) {
            jdbc.sql("select customer_id, sequence from address_changes where customer_id = any (:ids::uuid[])")
                    .param("ids", customerIds.stream().map(UUID::toString).toArray(String[]::new))
                    .query(row -> {
                        changes.put(row.getObject("customer_id", UUID.class), row.getLong("sequence"));
                    });
        }
        return customerId -> {
            var known = remembered
                    .synchronous()
                    .getIfPresent(new Reading(customerId, changes.getOrDefault(customerId, 0L)));
            if (known == null) {
                throw new AddressesUnread();
            }
            return known;
        };
    }

    /// What is remembered of the customers that were asked for.
    public interface Known {

        /// @throws AddressesUnread when they are not remembered
        List<SavedAddress> of(UUID customerId);
    }

    /// Does `work`, and whenever it misses the customer's addresses reads them and does it again. Belongs outside any
    /// transaction.
    ///
    /// @param authorization the customer's own, because nobody else may see the addresses
    public <T> T reading(UUID customerId, String authorization, Supplier<T> work) {
        for (var readings = 0; readings < READINGS; readings++) {
            try {
                return work.get();
            } catch (AddressesUnread _) {
                read(reading(customerId), authorization);
            }
        }
        throw new AddressesUnavailable();
    }

    /// However many orders of a customer come at once, the accounts are asked once.
    private void read(Reading reading, String authorization) {
        try {
            remembered.get(reading, _ -> accounts.addresses(authorization)).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof AddressesUnavailable away ? away : failed;
        }
    }

    private Reading reading(UUID customerId) {
        var changes = jdbc.sql("select sequence from address_changes where customer_id = :id")
                .param("id", customerId)
                .query(Long.class)
                .optional()
                .orElse(0L);
        return new Reading(customerId, changes);
    }
}
