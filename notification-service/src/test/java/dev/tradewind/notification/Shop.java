package dev.tradewind.notification;

import dev.tradewind.contracts.CatalogEvent.StoreChanged;
import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderEvent.OrderConfirmed;
import dev.tradewind.contracts.OrderEvent.OrderPlaced;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Says what the other services say, and looks at what came of it.
@TestComponent
public class Shop {

    /// By the clock of the service, which tells what is due.
    @SuppressWarnings("TimeInStaticInitializer") // One moment for all of a run.
    public static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;

    Shop(Outbox outbox, PlatformTransactionManager transactions, JdbcClient jdbc) {
        this.outbox = outbox;
        this.transaction = new TransactionTemplate(transactions);
        this.jdbc = jdbc;
    }

    /// An order of a customer.
    public record Order(UUID id, UUID organization, UUID store, UUID customer) {

        public static Order of(UUID customer, UUID organization) {
            return new Order(Ids.next(), organization, Ids.next(), customer);
        }

        public StoreChanged storeChanged(String name) {
            return new StoreChanged(
                    organization, 1, store, name, "OPEN", "SHIPMENT", "SF", "BRL", 600, List.of("name"), NOW, null);
        }

        public OrderPlaced placed() {
            return placed(3_980, NOW);
        }

        public OrderPlaced placed(long total, Instant at) {
            var line = new OrderPlaced.Line(product(), "Sun hat", new Money(total / 2, "BRL"), 2);
            return new OrderPlaced(
                    id,
                    organization,
                    1,
                    "SF-7",
                    store,
                    customer,
                    "SHIPMENT",
                    List.of(line),
                    new Money(total, "BRL"),
                    at);
        }

        /// The one that is ordered in this store.
        public UUID product() {
            return new UUID(store.getMostSignificantBits(), store.getLeastSignificantBits() ^ 1);
        }

        public OrderConfirmed confirmed() {
            return confirmed(3_980, NOW);
        }

        public OrderConfirmed confirmed(long total, Instant at) {
            return new OrderConfirmed(id, organization, 2, store, customer, Ids.next(), new Money(total, "BRL"), at);
        }
    }

    public void say(Message... events) {
        transaction.executeWithoutResult(
                _ -> outbox.append(Stream.of(events).map(Outgoing::of).toList()));
    }

    /// What is in the log for somebody, such as `EMAIL ORDER_CONFIRMED DELIVERED 1`, by channel and kind.
    public List<String> deliveries(UUID account) {
        return jdbc.sql("""
                select channel || ' ' || kind || ' ' || status || ' ' || tries from delivery_log
                where account_id = :account order by 1
                """)
                .param("account", account)
                .query((row, _) -> row.getString(1))
                .list();
    }

    public static void eventually(ThrowingRunnable holds) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(holds);
    }
}
