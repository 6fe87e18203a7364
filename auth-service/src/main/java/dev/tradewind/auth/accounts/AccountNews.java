package dev.tradewind.auth.accounts;

import dev.tradewind.contracts.AccountEvent;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import java.util.List;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What others hear of an account, counted without gaps and in the transaction it tells of.
@Component
public class AccountNews {

    private final JdbcClient jdbc;
    private final Outbox outbox;

    AccountNews(JdbcClient jdbc, Outbox outbox) {
        this.jdbc = jdbc;
        this.outbox = outbox;
    }

    /// @param events each given its number among all of the account
    public void tell(UUID accountId, List<LongFunction<AccountEvent>> events) {
        if (events.isEmpty()) {
            return;
        }
        var last = jdbc.sql("""
            update accounts set event_sequence = event_sequence + :events where id = :id returning event_sequence
            """)
                .param("events", events.size())
                .param("id", accountId)
                .query(Long.class)
                .single();
        outbox.append(IntStream.range(0, events.size())
                .mapToObj(it -> Outgoing.of(events.get(it).apply(last - events.size() + 1 + it)))
                .toList());
    }

    public void tell(UUID accountId, LongFunction<AccountEvent> event) {
        tell(accountId, List.of(event));
    }
}
