package dev.tradewind.search;

import static dev.tradewind.search.Shop.stock;
import static dev.tradewind.search.Shop.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.contracts.Message;
import dev.tradewind.messaging.BatchHandler;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Received;
import dev.tradewind.search.Shop.Article;
import dev.tradewind.search.listing.Listings;
import dev.tradewind.search.listing.Listings.Indexed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Two that change the same listings never wait for each other: all lock the first one first.
@InTheShop
class LockingTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final UUID organization = Ids.next();
    private final Article first = Article.of(organization, "Lamp");
    private final Article second = Article.of(organization, "Clock");

    @Autowired
    private Shop shop;

    @Autowired
    private Listings listings;

    @Autowired
    @Qualifier("gathering")
    private BatchHandler<Message> gathering;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private DataSource database;

    @Test
    void T10_whatTheIndexAnsweredIsWrittenDownInTheOrderOfTheIds() throws Exception {
        shop.sells(first, second);
        awaitIndexed();

        whoWaitsForTheFirstHasNotLockedTheSecond(() -> listings.indexed(
                List.of(new Indexed(second.id(), 100, null, false), new Indexed(first.id(), 100, null, false))));
    }

    @Test
    void T10_productsAndStockOfOneBatchAreWrittenDownInTheOrderOfTheIds() throws Exception {
        shop.sells(first, second);
        awaitIndexed();

        whoWaitsForTheFirstHasNotLockedTheSecond(() -> transaction.executeWithoutResult(_ ->
                gathering.handle(List.of(received(updated(second.titled("Watch"), 2)), received(stock(first, 2, 0))))));

        assertThat(jdbc.sql("select product ->> 'title' from listings where product_id = ?")
                        .param(second.id())
                        .query(String.class)
                        .single())
                .isEqualTo("Watch");
    }

    private void whoWaitsForTheFirstHasNotLockedTheSecond(Runnable change) throws Exception {
        try (var somebody = Executors.newSingleThreadExecutor();
                var mine = database.getConnection()) {
            mine.setAutoCommit(false);
            lock(first, mine);
            var changing = somebody.submit(change);
            await().atMost(PATIENCE)
                    .until(() -> jdbc.sql("""
                            select exists (
                                select from pg_stat_activity
                                where datname = current_database()
                                  and wait_event_type = 'Lock'
                                  and query like '%listings%')
                            """).query(Boolean.class).single());
            try {
                lock(second, mine);
            } finally {
                mine.rollback();
            }
            changing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static void lock(Article article, Connection connection) throws SQLException {
        try (var statement =
                connection.prepareStatement("select from listings where product_id = ? for update nowait")) {
            statement.setObject(1, article.id());
            statement.execute();
        }
    }

    private void awaitIndexed() {
        await().atMost(PATIENCE)
                .until(() ->
                        jdbc.sql("""
                        select count(*) = 2 from listings
                        where organization_id = ? and in_stock and product is not null and indexed = version
                        """).param(organization).query(Boolean.class).single());
    }

    private static Received<Message> received(Message message) {
        return new Received<>(Ids.next(), message, Shop.NOW, null);
    }
}
