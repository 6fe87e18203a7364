package dev.tradewind.notification.mailing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tradewind.messaging.Column;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Where people are written to, remembered for some minutes in memory alone, and not beyond the word that their account
/// was closed.
@Component
class ContactBook {

    private static final int PEOPLE = 10_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Cache<Reading, Contact> remembered = Caffeine.newBuilder()
            .maximumSize(PEOPLE)
            .expireAfterWrite(REMEMBERED)
            .build();

    /// Known before it is asked, so an answer that was overtaken by a change is never found again.
    private record Reading(UUID accountId, long changes) {}

    ContactBook(JdbcClient jdbc, Accounts accounts) {
        this.jdbc = jdbc;
        this.accounts = accounts;
    }

    /// Of those who have an open account. Belongs outside any transaction.
    ///
    /// @throws Accounts.Unavailable when somebody is not remembered and cannot be asked for
    Map<UUID, Contact> of(Collection<UUID> people) {
        var changes = changes(people);
        var found = new HashMap<UUID, Contact>();
        var missing = new TreeSet<UUID>();
        for (var person : people) {
            var known = remembered.getIfPresent(reading(person, changes));
            if (known == null) {
                missing.add(person);
            } else {
                found.put(person, known);
            }
        }
        if (!missing.isEmpty()) {
            for (var contact : accounts.contacts(missing)) {
                remembered.put(reading(contact.accountId(), changes), contact);
                found.put(contact.accountId(), contact);
            }
        }
        return found;
    }

    private static Reading reading(UUID person, Map<UUID, Long> changes) {
        return new Reading(person, changes.getOrDefault(person, 0L));
    }

    private Map<UUID, Long> changes(Collection<UUID> people) {
        var changes = new HashMap<UUID, Long>();
        jdbc.sql("select account_id, sequence from contact_changes where account_id = any (:ids)")
                .param("ids", Column.ids(people))
                .query(row -> {
                    changes.put(row.getObject("account_id", UUID.class), row.getLong("sequence"));
                });
        return changes;
    }
}
