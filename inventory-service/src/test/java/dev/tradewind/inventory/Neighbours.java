package dev.tradewind.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.contracts.HoldEvent;
import dev.tradewind.contracts.HoldEvent.StockHeld.Left;
import dev.tradewind.contracts.InventoryCommand.ConfirmChange;
import dev.tradewind.contracts.InventoryCommand.ConfirmReservation;
import dev.tradewind.contracts.InventoryCommand.ReleaseChange;
import dev.tradewind.contracts.InventoryCommand.ReleaseReservation;
import dev.tradewind.contracts.InventoryCommand.ReserveChange;
import dev.tradewind.contracts.InventoryCommand.ReserveStock;
import dev.tradewind.contracts.InventoryCommand.ReserveStock.Line;
import dev.tradewind.contracts.InventoryEvent;
import dev.tradewind.contracts.InventoryEvent.StockChanged;
import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.OrderReply;
import dev.tradewind.contracts.WarehouseEvent;
import dev.tradewind.inventory.domain.Stock;
import dev.tradewind.inventory.domain.StockBooks;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import dev.tradewind.messaging.Subscription;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.awaitility.core.ConditionFactory;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What order-service, catalog-service and search-service would say and hear, over a real Kafka.
@TestConfiguration(proxyBeanMethods = false)
public class Neighbours {

    public static final UUID ORGANIZATION = Ids.next();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Queue<Message> heard = new ConcurrentLinkedQueue<>();
    private final Outbox outbox;
    private final StockBooks books;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Neighbours(Outbox outbox, StockBooks books, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.outbox = outbox;
        this.books = books;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Bean
    Subscription<Message> neighbours() {
        return Subscription.<Message>of(
                "neighbours",
                Set.of(OrderReply.class, InventoryEvent.class, HoldEvent.class, WarehouseEvent.class),
                received -> heard.add(received.message()));
    }

    public UUID product(long onHand) {
        var productId = Ids.next();
        transaction.executeWithoutResult(_ -> {
            var now = clock.instant();
            var none = Stock.none(productId, ORGANIZATION);
            books.shelve(List.of(none));
            var book = books.open(List.of(productId));
            book.fill(productId, onHand, now);
            books.write(book);
            outbox.append(none.announcement(now));
            book.announcements(now).forEach(outbox::append);
        });
        return productId;
    }

    public void say(Message... messages) {
        say(List.of(messages));
    }

    public void say(List<? extends Message> messages) {
        transaction.executeWithoutResult(
                _ -> outbox.append(messages.stream().map(Outgoing::of).toList()));
    }

    /// All answers about an order, in the order they came, as soon as there are so many.
    public List<OrderReply> answers(UUID orderId, int count) {
        patiently().until(() -> answers(orderId).size() >= count);
        return answers(orderId);
    }

    public OrderReply answer(UUID orderId) {
        return answers(orderId, 1).getFirst();
    }

    /// What the warehouse said of an order.
    public List<WarehouseEvent> parcel(UUID orderId) {
        return heard(WarehouseEvent.class, it -> it.orderId().equals(orderId));
    }

    /// What carts were told of a reservation.
    public List<HoldEvent> holds(UUID reservationId) {
        return heard(HoldEvent.class, it -> it.reservationId().equals(reservationId));
    }

    /// What was said of the stock of a product.
    public List<StockChanged> stockNews(UUID productId) {
        return heard(StockChanged.class, it -> it.productId().equals(productId));
    }

    private <M extends Message> List<M> heard(Class<M> kind, Predicate<M> which) {
        return heard.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(which)
                .toList();
    }

    /// What was left of a product after each of its changes that was announced so far.
    public List<Left> announcedOf(UUID productId) {
        return heard(StockChanged.class, it -> it.productId().equals(productId)).stream()
                .map(it -> new Left(it.available(), it.sequence()))
                .toList();
    }

    public StockRow stock(UUID productId) {
        return jdbc.sql("select on_hand, reserved, version from stock where product_id = :product")
                .param("product", productId)
                .query((row, _) ->
                        new StockRow(row.getLong("on_hand"), row.getLong("reserved"), row.getLong("version")))
                .optional()
                .orElseThrow(() -> new AssertionError("No stock of " + productId + " yet"));
    }

    public boolean knows(UUID productId) {
        return books.find(productId).isPresent();
    }

    public void eventually(Runnable claim) {
        patiently().untilAsserted(claim::run);
    }

    /// Looks at once: a test that asks hundreds of times would otherwise do little but wait.
    private static ConditionFactory patiently() {
        return await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10));
    }

    /// The events of a product: sequence without gaps, the last one as the database has it.
    public void everythingIsAnnounced(UUID productId) {
        eventually(() -> {
            var stock = stock(productId);
            var events = heard.stream()
                    .filter(it -> it instanceof StockChanged changed
                            && changed.productId().equals(productId))
                    .map(StockChanged.class::cast)
                    .toList();
            assertThat(events)
                    .extracting(StockChanged::sequence)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, stock.version()).boxed().toList());
            assertThat(new StockRow(
                            events.getLast().onHand(),
                            events.getLast().reserved(),
                            events.getLast().sequence()))
                    .isEqualTo(stock);
            assertThat(events).allMatch(it -> it.available() == it.onHand() - it.reserved() && it.available() >= 0);
        });
    }

    /// No product whose counters differ from its movements and open reservations, no sale without its confirmation.
    public void theBooksBalance() {
        assertThat(jdbc.sql("""
                        select product_id || ' on hand ' || on_hand || ', reserved ' || reserved || ', moved '
                            || array(select kind || ' ' || delta from stock_movement movement
                                     where movement.product_id = stock.product_id order by id)::text from stock
                        where on_hand <> (
                                select coalesce(sum(delta), 0) from stock_movement movement
                                where movement.product_id = stock.product_id)
                           or reserved <> (
                                select coalesce(sum(quantity), 0)
                                from reservation join reservation_line line on line.reservation_id = reservation.id
                                where status in ('RESERVED', 'HELD') and line.product_id = stock.product_id) + (
                                select coalesce(sum(greatest(0, wanted.quantity - coalesce(had.quantity, 0))), 0)
                                from reservation_change change
                                    join reservation_change_line wanted on wanted.change_id = change.id
                                    left join reservation_line had on had.reservation_id = change.reservation_id
                                        and had.product_id = wanted.product_id
                                where change.status = 'OPEN' and wanted.product_id = stock.product_id)
                        union all
                        select 'sold ' || coalesce(sold.reservation_id, wanted.id) from
                            (select reservation_id, product_id, sum(delta) as delta from stock_movement
                             where kind = 'SALE' or kind = 'RESTOCK' and change_id is not null
                             group by reservation_id, product_id having sum(delta) <> 0) sold
                            full join (
                                select id, product_id, quantity
                                from reservation join reservation_line line on line.reservation_id = reservation.id
                                where status = 'CONFIRMED') wanted
                            on sold.reservation_id = wanted.id and sold.product_id = wanted.product_id
                        where sold.delta is distinct from -wanted.quantity
                        """).query((row, _) -> row.getString(1)).list()).isEmpty();
    }

    private List<OrderReply> answers(UUID orderId) {
        return heard.stream()
                .filter(it -> it instanceof OrderReply reply && reply.orderId().equals(orderId))
                .map(OrderReply.class::cast)
                .toList();
    }

    public static ReserveStock reserve(UUID id, UUID productId, int quantity) {
        return reserve(id, productId, quantity, 600);
    }

    public static ReserveStock reserve(UUID id, UUID productId, int quantity, int ttlSeconds) {
        return new ReserveStock(id, ORGANIZATION, id, List.of(new Line(productId, quantity)), ttlSeconds);
    }

    public static ReserveChange reserveChange(UUID id, UUID change, Line... lines) {
        return new ReserveChange(id, ORGANIZATION, id, change, List.of(lines));
    }

    public static ConfirmChange confirmChange(UUID id, UUID change) {
        return new ConfirmChange(id, ORGANIZATION, id, change);
    }

    public static ReleaseChange releaseChange(UUID id, UUID change) {
        return new ReleaseChange(id, ORGANIZATION, id, change);
    }

    public static ConfirmReservation confirm(UUID id) {
        return new ConfirmReservation(id, ORGANIZATION, id);
    }

    public static ReleaseReservation release(UUID id) {
        return new ReleaseReservation(id, ORGANIZATION, id);
    }

    public record StockRow(long onHand, long reserved, long version) {}
}
